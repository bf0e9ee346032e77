import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { bidiIsolate } from '../values/bidi-isolate.ts'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  isOpen: boolean
  onClose(): void
  /** A question: "Delete the API client?" */
  title: string
  /** What will happen, and whether it can be undone */
  children: ReactNode
  /** What the button does: "Delete", never "OK" */
  confirmLabel: string
  /** The dialog closes when it resolves, and shows what it throws. */
  onConfirm(): Promise<unknown>
  /** Red, for what removes something */
  isDangerous?: boolean
  /** For what cannot be undone: the name that the user has to type first */
  typedName?: string
}

/** Above the dialog that asks before it closes */
const confirmZIndex = 300

/** Asks for confirmation, and explains the consequences. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose } = props
  const shown = useRef(props)
  useEffect(() => {
    if (isOpen) shown.current = props
  })
  // The text stays while the dialog fades out, when the page no longer knows it.
  const { title, isOpen: _, ...content } = isOpen ? props : shown.current
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} zIndex={confirmZIndex}>
      <Content {...content} onClose={onClose} />
    </Dialog>
  )
}

type ContentProps = Omit<ConfirmDialogProps, 'isOpen' | 'title'>

/** A component of its own, so that its state starts anew when the dialog opens. */
function Content({ children, onClose, onConfirm, confirmLabel, isDangerous, typedName }: ContentProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [isWorking, setWorking] = useState(false)
  const [error, setError] = useState<unknown>()
  const shownName = bidiIsolate(typedName ?? '')
  const isAgreed = typedName === undefined || typed.trim() === typedName.trim()
  const confirm = async (): Promise<void> => {
    setWorking(true)
    setError(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (thrown) {
      setError(thrown)
      setWorking(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isAgreed && !isWorking) confirm()
      }}
    >
      <Stack gap="md">
        <Text component="div" size="sm">
          {children}
        </Text>
        {typedName !== undefined && (
          <TextInput
            data-autofocus
            label={t`Type “${shownName}” to confirm`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== undefined && <ErrorPanel error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} {...(typedName === undefined ? { 'data-autofocus': true } : {})}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={isWorking} disabled={!isAgreed} {...(isDangerous ? { color: 'red' } : {})}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
