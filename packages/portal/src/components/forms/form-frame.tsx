import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { FormProblem } from './form-problem.tsx'
import type { Form } from './use-form.ts'

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
}

/** A form with its problem, fields and buttons. */
export function FormFrame<V>({
  form,
  children,
  submitLabel,
  onCancel,
  actions,
  isDangerous,
  isWide,
}: FormFrameProps<V>) {
  return (
    // The server's rules apply. The browser's own messages would differ from them.
    <form ref={form.ref} onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <FormProblem form={form} />
        {children}
        <Group gap="xs" justify={isWide ? undefined : 'flex-end'} mt="xs">
          {actions}
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button
            type="submit"
            loading={form.isSaving}
            fullWidth={isWide ?? false}
            {...(isDangerous ? { color: 'red' } : {})}
          >
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
