import { useLingui } from '@lingui/react/macro'
import { Fieldset, Group, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DayField } from '../../components/forms/day-field.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { AssetsField } from './asset-fields.tsx'
import type { OrganizationGrant } from './organization-grant.ts'
import { organizationRolesQuery } from './queries.ts'
import { useMissingForRoles } from './use-missing-for-roles.ts'

interface OrganizationRoleFieldsProps {
  form: Pick<Form<OrganizationGrant>, 'values' | 'errors' | 'set'>
  /** For a form in which the role may be left out */
  isOptional?: boolean
  /** Why a role for the whole organization cannot take the place of the user's */
  whyNotReplace?: string | undefined
}

/** Which organization role, where it holds, and from when to when. */
export function OrganizationRoleFields({ form, isOptional = false, whyNotReplace }: OrganizationRoleFieldsProps) {
  const { t } = useLingui()
  const { values, errors, set } = form
  const roles = useQuery(organizationRolesQuery)
  const missingFor = useMissingForRoles()
  const roleEverywhere = values.scope === 'organization' ? values.roleKey : null
  const missing = roleEverywhere ? missingFor([roleEverywhere]) : []
  const names = namesOfMissing(missing)
  const reason =
    missing.length > 0
      ? t`You do not hold ${names}, so you cannot grant this role for the whole organization.`
      : roleEverywhere && whyNotReplace
  const day = (name: 'from' | 'until', label: string) => (
    <DayField
      label={label}
      value={values[name]}
      onChange={(day) => set(name, day)}
      error={errors[name]}
      w={{ base: '100%', xs: 210 }}
    />
  )
  return (
    <Stack gap="md">
      <Select
        label={t`Organization role`}
        placeholder={isOptional ? t({ message: 'None', context: 'role' }) : t`Choose a role`}
        data={roles.data ?? []}
        value={values.roleKey}
        onChange={(value) => set('roleKey', value)}
        error={errors.roleKey ?? reason}
        searchable
        clearable={isOptional}
        clearButtonProps={{ 'aria-label': t`No organization role` }}
        allowDeselect={false}
        nothingFoundMessage={t`No role has this name`}
      />
      {values.roleKey && (
        <>
          <Radio.Group
            label={t`It holds for`}
            value={values.scope}
            onChange={(scope) => set('scope', scope as OrganizationGrant['scope'])}
          >
            <Group gap="lg" mt={6}>
              <Radio value="organization" label={t`The whole organization`} />
              <Radio value="assets" label={t`Some assets only`} />
            </Group>
          </Radio.Group>
          {values.scope === 'assets' && (
            <AssetsField value={values.assets} onChange={(assets) => set('assets', assets)} error={errors.assets} />
          )}
          <Fieldset variant="unstyled" legend={t`Period, in UTC; without days it holds from now on and without end`}>
            <Group gap="sm" align="flex-start" mt={4}>
              {day('from', t`First day`)}
              {day('until', t`Last day`)}
            </Group>
          </Fieldset>
        </>
      )}
    </Stack>
  )
}
