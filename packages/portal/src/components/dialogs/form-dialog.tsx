import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { LeaveGuard } from '../forms/leave-guard.tsx'
import { type DialogScope, FormScope } from '../forms/unsaved-work.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Dialog } from './dialog.tsx'

interface FormDialogProps {
  isOpen: boolean
  onClose(): void
  title: string
  /** The form. It is mounted when the dialog opens, and so starts with its initial values. */
  children: ReactNode
  size?: string
}

/** A dialog around a short form. It asks before it closes where what was typed would be lost. */
export function FormDialog({ isOpen, onClose, title, children, size = 'md' }: FormDialogProps) {
  const { t } = useLingui()
  const [unsaved, setUnsaved] = useState<readonly symbol[]>([])
  const [isAsking, setAsking] = useState(false)
  const isUnsaved = isOpen && unsaved.length > 0
  const close = useRef(onClose)
  close.current = () => (isUnsaved ? setAsking(true) : onClose())
  const scope = useMemo(
    (): DialogScope => ({
      note: (part, isUnsaved) =>
        setUnsaved((before) => [...before.filter((one) => one !== part), ...(isUnsaved ? [part] : [])]),
      close: () => close.current(),
    }),
    [],
  )
  const question = { title: t`Discard what you have entered?`, text: t`It is not saved.`, discard: t`Discard` }
  return (
    <>
      <Dialog isOpen={isOpen} onClose={scope.close} title={title} size={size}>
        <FormScope value={scope}>{children}</FormScope>
      </Dialog>
      <ConfirmDialog
        isOpen={isAsking && isOpen}
        onClose={() => setAsking(false)}
        title={question.title}
        confirmLabel={question.discard}
        isDangerous
        onConfirm={async () => onClose()}
      >
        {question.text}
      </ConfirmDialog>
      <LeaveGuard isActive={isUnsaved} title={question.title} leaveLabel={question.discard}>
        {question.text}
      </LeaveGuard>
    </>
  )
}
