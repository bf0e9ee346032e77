import { MultiSelect, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Form } from '../../components/forms/use-form.ts'
import { roleChoicesQuery, type SignInSettings } from './queries.ts'
import type { SettingsFormValues } from './settings-form-values.ts'

type RuleUsers = SignInSettings['secondFactorRequiredFor']

const options: { value: RuleUsers; label: string }[] = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'members', label: 'Members: whoever has an organization role' },
  { value: 'roles', label: 'Members with certain organization roles' },
  { value: 'everybody', label: 'Everybody' },
]

interface RuleUsersFieldProps {
  form: Form<SettingsFormValues>
  label: string
  description: ReactNode
  users: 'secondFactorRequiredFor' | 'passwordsRefusedFor'
  roles: 'secondFactorRoleKeys' | 'passwordsRefusedRoleKeys'
}

/** Whom a rule is for, and the organization roles where it depends on them. */
export function RuleUsersField({ form, label, description, users, roles }: RuleUsersFieldProps) {
  const { data = [] } = useQuery(roleChoicesQuery)
  return (
    <Stack gap="sm" maw={520}>
      <Select
        label={label}
        description={description}
        data={options}
        allowDeselect={false}
        {...form.field(users)}
        onChange={(value) => value && form.set(users, value as RuleUsers)}
      />
      {form.values[users] === 'roles' && (
        <MultiSelect
          label="Organization roles"
          placeholder={form.values[roles].length === 0 ? 'Choose roles' : ''}
          data={data}
          searchable
          nothingFoundMessage="No role has such a name"
          {...form.field(roles)}
        />
      )}
    </Stack>
  )
}
