import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import type { Form } from '../../components/forms/use-form.ts'

interface SavedFormProps<V> {
  form: Form<V>
  label: string
  children: ReactNode
}

/** A form over a whole part of the page, with a button that saves what differs. */
export function SavedForm<V>({ form, label, children }: SavedFormProps<V>) {
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={label}>
      <Stack gap="md">
        <FormProblem form={form} />
        {children}
        <ActionBar>
          <Button type="submit" loading={form.isSaving} disabled={!form.isDirty}>
            Save
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title="Leave without saving?" leaveLabel="Leave">
        What you have changed is lost.
      </LeaveGuard>
    </form>
  )
}
