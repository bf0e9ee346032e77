import { useLingui } from '@lingui/react/macro'
import { Modal, type ModalProps } from '@mantine/core'
import { useEscape } from './use-escape.ts'
import { useFocusReturn } from './use-focus-return.ts'

interface DialogProps extends Omit<ModalProps, 'opened' | 'centered' | 'closeButtonProps'> {
  isOpen: boolean
}

/** What all dialogs have in common: in the middle of the window, Esc closes the topmost one alone, and the focus returns. */
export function Dialog({ isOpen, closeOnEscape = true, ...modal }: DialogProps) {
  const { t } = useLingui()
  useFocusReturn(isOpen)
  useEscape(isOpen, () => closeOnEscape && modal.onClose())
  return (
    <Modal opened={isOpen} closeOnEscape={false} closeButtonProps={{ 'aria-label': t`Close` }} centered {...modal} />
  )
}
