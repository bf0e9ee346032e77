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
  const { nameOf } = useEnvironments()
  return (
    <SearchPicker
      {...props}
      label="End-user groups"
      description="Members of a group get its application roles."
      placeholder="Find a group"
      choices={(text) => groupChoices(text, nameOf)}
      nothing="No group is called that."
    />
  )
}
