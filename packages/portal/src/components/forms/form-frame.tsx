import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useContext } from 'react'
import { FormProblem } from './form-problem.tsx'
import { FormScope } from './unsaved-work.ts'
import type { Form } from './use-form.ts'

// Not for the pages of the sign-in, which lose nothing.
const LeaveGuard = lazy(async () => ({ default: (await import('./leave-guard.tsx')).LeaveGuard }))

interface FormFrameProps<V> {
  form: Form<V>
  children: ReactNode
  /** What the button does: "Invite" */
  submitLabel: string
  /** Shows a button that leaves without saving */
  onCancel?: (() => void) | undefined
  /** Other buttons */
  actions?: ReactNode
  /** Red, for what removes something */
  isDangerous?: boolean
  isWide?: boolean
  /** Before something is typed that confirms it */
  isDisabled?: boolean
}

/** A form with its problem, fields and buttons. On a page it asks before it is left, in a dialog the dialog asks. */
export function FormFrame<V>({
  form,
  children,
  submitLabel,
  onCancel,
  actions,
  isDangerous,
  isWide,
  isDisabled,
}: FormFrameProps<V>) {
  const { t } = useLingui()
  const scope = useContext(FormScope)
  const cancel = onCancel && typeof scope === 'object' ? scope.close : onCancel
  return (
    // The server's rules apply. The browser's own messages would differ from them.
    <form ref={form.ref} onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <FormProblem form={form} />
        {children}
        <Group gap="xs" justify={isWide ? undefined : 'flex-end'} mt="xs">
          {actions}
          {cancel && (
            <Button variant="default" onClick={cancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button
            type="submit"
            loading={form.isSaving}
            disabled={isDisabled ?? false}
            fullWidth={isWide ?? false}
            {...(isDangerous ? { color: 'red' } : {})}
          >
            {submitLabel}
          </Button>
        </Group>
      </Stack>
      {scope === 'page' && (
        <Suspense>
          <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
            <Trans>What you have changed is lost.</Trans>
          </LeaveGuard>
        </Suspense>
      )}
    </form>
  )
}
