import { Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isSameSelection, type PermissionSelection } from '../../api/permission-selection.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { type Form, useForm } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'

export interface RoleValues {
  name: string
  permissions: PermissionSelection
}

interface RoleFormProps {
  /** For screen readers */
  label: string
  initial: RoleValues
  /** What the role gives already; nothing for a new one */
  before?: PermissionSelection
  save(values: RoleValues): Promise<void>
  submitLabel: string
  /** Where Cancel leads */
  back: string
  children?: ReactNode
}

/** Name and permissions, where a role is created and where it is edited. */
export function RoleForm({ label, initial, before, save, submitLabel, back, children }: RoleFormProps) {
  const form = useForm<RoleValues>({
    initial,
    check,
    problemFields: { organization_role_name_taken: 'name' },
    save: (values) => save({ ...values, name: values.name.trim() }),
  })
  const isTouched = form.isDirty || !isSameSelection(form.values.permissions, initial.permissions)
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={label}>
      <Stack gap="md">
        {form.problem && <ErrorPanel error={form.problem} />}
        {children}
        <RoleFields form={form} before={before} />
        <ActionBar>
          <Button variant="default" component={Link} to={back}>
            Cancel
          </Button>
          <Button type="submit" loading={form.isSaving}>
            {submitLabel}
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={isTouched && !form.isSaving} title="Leave without saving?" leaveLabel="Leave">
        What you have changed is lost.
      </LeaveGuard>
    </form>
  )
}

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
