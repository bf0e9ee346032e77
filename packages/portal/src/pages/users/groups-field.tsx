import { useLingui } from '@lingui/react/macro'
import { groupChoices } from '../../components/choices/group-choices.ts'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'

interface GroupsFieldProps {
  value: Choice[]
  onChange(value: Choice[]): void
  error?: string | undefined
}

/** Groups of the environments in which the member may manage them. */
export function GroupsField(props: GroupsFieldProps) {
  const { t } = useLingui()
  return (
    <SearchPicker
      {...props}
      label={t`End-user groups`}
      description={t`Members of a group get its end-user roles.`}
      placeholder={t`Find a group`}
      choices={(text) => groupChoices(text)}
      nothing={t`No group has this name.`}
    />
  )
}
