import { MultiSelect, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Form } from '../../components/forms/use-form.ts'
import { roleChoicesQuery, type SignInSettings } from './queries.ts'
import type { SettingsFormValues } from './settings-form-values.ts'

type Audience = SignInSettings['secondFactorRequiredFor']

const options: { value: Audience; label: string }[] = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'members', label: 'Members: whoever has an organization role' },
  { value: 'roles', label: 'Members with certain organization roles' },
  { value: 'everybody', label: 'Everybody' },
]

interface AudienceFieldProps {
  form: Form<SettingsFormValues>
  label: string
  description: ReactNode
  audience: 'secondFactorRequiredFor' | 'passwordsRefusedFor'
  roles: 'secondFactorRoleKeys' | 'passwordsRefusedRoleKeys'
}

/** Whom a rule is for, and the organization roles where it depends on them. */
export function AudienceField({ form, label, description, audience, roles }: AudienceFieldProps) {
  const { data = [] } = useQuery(roleChoicesQuery)
  return (
    <Stack gap="sm" maw={520}>
      <Select
        label={label}
        description={description}
        data={options}
        allowDeselect={false}
        {...form.field(audience)}
        onChange={(value) => value && form.set(audience, value as Audience)}
      />
      {form.values[audience] === 'roles' && (
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
