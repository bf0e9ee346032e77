import { useLingui } from '@lingui/react/macro'
import { MultiSelect, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Form } from '../../components/forms/use-form.ts'
import { roleChoicesQuery, type SignInSettings } from './queries.ts'
import type { SettingsFormValues } from './settings-form-values.ts'

type RuleUsers = SignInSettings['secondFactorRequiredFor']

interface RuleUsersFieldProps {
  form: Form<SettingsFormValues>
  label: string
  description: ReactNode
  users: 'secondFactorRequiredFor' | 'passwordsRefusedFor'
  roles: 'secondFactorRoleKeys' | 'passwordsRefusedRoleKeys'
}

/** Whom a rule is for, and the organization roles where it depends on them. */
export function RuleUsersField({ form, label, description, users, roles }: RuleUsersFieldProps) {
  const { t } = useLingui()
  const { data = [] } = useQuery(roleChoicesQuery)
  const options: { value: RuleUsers; label: string }[] = [
    { value: 'nobody', label: t`Nobody` },
    { value: 'members', label: t`All members (users with an organization role)` },
    { value: 'roles', label: t`Members with certain organization roles` },
    { value: 'everybody', label: t`Everybody` },
  ]
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
          label={t`Organization roles`}
          placeholder={form.values[roles].length === 0 ? t`Choose roles` : ''}
          data={data}
          searchable
          clearSearchOnChange={false}
          nothingFoundMessage={t`No role has this name`}
          {...form.field(roles)}
        />
      )}
    </Stack>
  )
}
