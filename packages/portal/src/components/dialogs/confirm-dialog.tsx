import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { bidiIsolate } from '../values/bidi-isolate.ts'

interface ConfirmDialogProps {
  isOpen: boolean
  onClose(): void
  /** A question: "Delete the API client?" */
  title: string
  /** What will happen, and whether it can be undone */
  children: ReactNode
  /** What the button does: "Delete", never "OK" */
  confirmLabel: string
  /** Does it. The dialog closes when it is done, and shows what it throws. */
  onConfirm(): Promise<unknown>
  /** Red, for what takes something away */
  isDangerous?: boolean
  /** For what cannot be undone: the name that has to be typed first */
  typedName?: string
}

/** Asks before something is done, told what it means. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose } = props
  const asked = useRef(props)
  useEffect(() => {
    if (isOpen) asked.current = props
  })
  // What it says stays while it fades away: the page has forgotten by then what it was about.
  const { title, isOpen: _, ...content } = isOpen ? props : asked.current
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }} centered>
      <Content {...content} onClose={onClose} />
    </Modal>
  )
}

type ContentProps = Omit<ConfirmDialogProps, 'isOpen' | 'title'>

/** Within the dialog, so that it begins anew whenever that opens. */
function Content({ children, onClose, onConfirm, confirmLabel, isDangerous, typedName }: ContentProps) {
  const [typed, setTyped] = useState('')
  const [isWorking, setWorking] = useState(false)
  const [error, setError] = useState<unknown>()
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
            label={`Type “${bidiIsolate(typedName)}” to confirm`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== undefined && <ErrorPanel error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} {...(typedName === undefined ? { 'data-autofocus': true } : {})}>
            Cancel
          </Button>
          <Button type="submit" loading={isWorking} disabled={!isAgreed} {...(isDangerous ? { color: 'red' } : {})}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
