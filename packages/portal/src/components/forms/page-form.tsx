import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { ActionBar } from './action-bar.tsx'
import { FormProblem } from './form-problem.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import type { Form } from './use-form.ts'

interface PageFormProps<V> {
  form: Form<V>
  /** For screen readers */
  label: string
  /** Where Cancel leads. Without it, the form saves what differs, and there is nothing to cancel. */
  back?: string
  /** "Save" unless given */
  submitLabel?: string
  /** Whether leaving would lose something, where the form alone does not know it */
  isTouched?: boolean
  children: ReactNode
}

/** A form over a whole page, or over a part of one, with its problem, its buttons, and a question before it is left. */
export function PageForm<V>({ form, label, back, submitLabel, isTouched, children }: PageFormProps<V>) {
  const { t } = useLingui()
  const isUnchanged = back === undefined && !form.isDirty && !form.isSaving && !form.conflict
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={label}>
      <Stack gap="md">
        <FormProblem form={form} />
        {children}
        <ActionBar>
          {back !== undefined && (
            <Button variant="default" component={Link} to={back}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button
            type="submit"
            loading={form.isSaving}
            // Not `disabled`: what is saved would lose the focus.
            {...(isUnchanged && {
              'data-disabled': true,
              'aria-disabled': true,
              onClick: (event: MouseEvent) => event.preventDefault(),
            })}
          >
            {submitLabel ?? t`Save`}
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard
        isActive={(isTouched ?? form.isDirty) && !form.isSaving}
        title={t`Leave without saving?`}
        leaveLabel={t`Leave`}
      >
        <Trans>What you have changed is lost.</Trans>
      </LeaveGuard>
    </form>
  )
}
