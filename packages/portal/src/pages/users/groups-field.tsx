import { useLingui } from '@lingui/react/macro'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { groupChoices } from './queries.ts'
import { useEnvironments } from './use-environments.ts'

interface GroupsFieldProps {
  value: Choice[]
  onChange(value: Choice[]): void
  error?: string | undefined
}

/** Groups of the environments in which the member may manage them. */
export function GroupsField(props: GroupsFieldProps) {
  const { t } = useLingui()
  const { nameOf } = useEnvironments()
  return (
    <SearchPicker
      {...props}
      label={t`End-user groups`}
      description={t`Members of a group get its end-user roles.`}
      placeholder={t`Find a group`}
      choices={(text) => groupChoices(text, nameOf)}
      nothing={t`No group has this name.`}
    />
  )
}
