import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { endUserRoleChoices } from '../../components/choices/end-user-role-choices.ts'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useEnvironments } from './use-environments.ts'

/** Chosen application roles, by the key of their environment */
export type RolesByEnvironment = Record<string, Choice[]>

export const roleKeysOf = (roles: RolesByEnvironment): string[] =>
  Object.values(roles)
    .flat()
    .map(({ value }) => value)

interface ApplicationRoleFieldsProps {
  value: RolesByEnvironment
  onChange(value: RolesByEnvironment): void
  error?: string | undefined
}

/** Application roles, a field for each environment in which the member may grant them. */
export function ApplicationRoleFields({ value, onChange, error }: ApplicationRoleFieldsProps) {
  const { t } = useLingui()
  const { environments, isLoaded } = useEnvironments(permission.manageEndUserAccess)
  if (isLoaded && environments.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>There is no stage in which you may grant end-user roles.</Trans>
      </Text>
    )
  }
  return (
    <Stack gap="md">
      {environments.map(({ key, name }, index) => (
        <SearchPicker
          key={key}
          label={t`End-user roles in ${name}`}
          placeholder={t`Find a role or an asset`}
          choices={(text) => endUserRoleChoices(text, key)}
          value={value[key] ?? []}
          onChange={(roles) => onChange({ ...value, [key]: roles })}
          error={index === 0 ? error : undefined}
          nothing={t`No role and no asset has this name here.`}
        />
      ))}
    </Stack>
  )
}
