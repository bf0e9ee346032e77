import { useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface FormDialogProps {
  isOpen: boolean
  onClose(): void
  title: string
  /** The form. It is mounted when the dialog opens, and so starts with its initial values. */
  children: ReactNode
}

/** A dialog around a short form. */
export function FormDialog({ isOpen, onClose, title, children }: FormDialogProps) {
  const { t } = useLingui()
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t`Close` }} centered>
      {children}
    </Modal>
  )
}
