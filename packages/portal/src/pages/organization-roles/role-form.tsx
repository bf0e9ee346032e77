import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { isSameSelection, type PermissionSelection, toGrants } from '../../api/permission-selection.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import type { Form } from '../../components/forms/use-form.ts'
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
  return {
    ...(name.trim() === '' ? { name: 'Give the role a name, such as what its holders do.' } : {}),
    ...(permissions.size === 0
      ? { permissions: 'Choose at least one permission: a role without any does nothing.' }
      : {}),
  }
}

function RoleFields({ form, before }: { form: Form<RoleValues>; before: PermissionSelection | undefined }) {
  return (
    <>
      <Section title="What it is called">
        <TextInput
          label="Name"
          maw={560}
          required
          withAsterisk={false}
          autoComplete="off"
          maxLength={256}
          dir="auto"
          {...form.text('name')}
        />
      </Section>
      <Section
        title="What its holders may do"
        description="Choose as little as they need. What a permission brings along is chosen with it."
      >
        <PermissionMatrix {...form.field('permissions')} before={before} />
      </Section>
    </>
  )
}
