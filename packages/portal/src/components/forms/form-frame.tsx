import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import type { Form } from './use-form.ts'

interface FormFrameProps<V> {
  form: Form<V>
  children: ReactNode
  /** What the button does: "Invite" */
  submitLabel: string
  /** Offers to leave without saving */
  onCancel?: (() => void) | undefined
  /** What else stands beside the button */
  actions?: ReactNode
  /** Red, for what takes something away */
  isDangerous?: boolean
  isWide?: boolean
}

/** A form with its fields, what was wrong as a whole, and its buttons. */
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
    // The server's rules hold, in its words: the browser's own bubbles would only contradict them.
    <form ref={form.ref} onSubmit={form.submit} noValidate>
      <Stack gap="md">
        {form.problem && <ErrorPanel error={form.problem} />}
        {children}
        <Group gap="xs" justify={isWide ? undefined : 'flex-end'} mt="xs">
          {actions}
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
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
