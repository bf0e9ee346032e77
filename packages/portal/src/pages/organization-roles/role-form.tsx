import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { isSameSelection, type PermissionSelection, toGrants } from '../../api/permission-selection.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { Section } from '../../components/page/section.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'

export interface RoleValues {
  name: string
  permissions: PermissionSelection
}

interface RoleFormProps {
  /** For screen readers */
  label: string
  form: Form<RoleValues>
  /** What the form began with */
  initial: PermissionSelection
  /** What the role gives already; nothing for a new one */
  before?: PermissionSelection
  submitLabel: string
  /** Where Cancel leads */
  back: string
  children?: ReactNode
}

/** Name and permissions, where a role is created and where it is edited. */
export function RoleForm({ label, form, initial, before, submitLabel, back, children }: RoleFormProps) {
  const isTouched = form.isDirty || !isSameSelection(form.values.permissions, initial)
  return (
    <PageForm form={form} label={label} back={back} submitLabel={submitLabel} isTouched={isTouched}>
      {children}
      <RoleFields form={form} before={before} />
    </PageForm>
  )
}

/** What a role needs, new or not */
export const roleRules = { check, problemFields: { organization_role_name_taken: 'name' } } as const

/** For the request */
export const requestOf = ({ name, permissions }: RoleValues) => ({
  name: name.trim(),
  permissions: toGrants(permissions),
})

function check({ name, permissions }: RoleValues): { name?: string; permissions?: string } {
  const i18n = pageI18n()
  return {
    ...(name.trim() === '' ? { name: i18n._(msg`Enter a name, such as the job of those who hold the role.`) } : {}),
    ...(permissions.size === 0 ? { permissions: i18n._(msg`Choose at least one permission.`) } : {}),
  }
}

function RoleFields({ form, before }: { form: Form<RoleValues>; before: PermissionSelection | undefined }) {
  const { t } = useLingui()
  return (
    <>
      <Section title={t`Details`}>
        <TextInput
          label={t`Name`}
          maw={560}
          required
          withAsterisk={false}
          autoComplete="off"
          dir="auto"
          {...form.text('name')}
        />
      </Section>
      <Section
        title={t`Permissions`}
        description={t`Choose only what holders of the role need. Permissions that another one includes are chosen with it.`}
      >
        <PermissionMatrix {...form.field('permissions')} before={before} />
      </Section>
    </>
  )
}
