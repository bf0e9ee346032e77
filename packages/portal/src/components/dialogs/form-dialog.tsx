import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface FormDialogProps {
  isOpen: boolean
  onClose(): void
  title: string
  /** The form: within the dialog, so that it begins anew whenever that opens */
  children: ReactNode
}

/** A dialog around a short form. */
export function FormDialog({ isOpen, onClose, title, children }: FormDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }} centered>
      {children}
    </Modal>
  )
}
