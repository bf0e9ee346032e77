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

const fields = 'input:not([type="hidden"], [hidden], :disabled), textarea, button:not([type="submit"])'

/** The focus goes to the first field, or to *Cancel*, not to the button that closes, unless the form says otherwise. */
function markFirst(form: HTMLElement | null): void {
  if (form?.querySelector('[data-autofocus]')) return
  form?.querySelector(fields)?.setAttribute('data-autofocus', 'true')
}

/** A dialog around a short form. It asks before it closes where what was typed would be lost. */
export function FormDialog({ isOpen, onClose, title, children, size = 'md' }: FormDialogProps) {
  const { t } = useLingui()
  // Known before the dialog is rendered again: Esc may follow a key at once.
  const unsaved = useRef(new Set<symbol>())
  const [hasUnsaved, setHasUnsaved] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const close = useRef(onClose)
  close.current = () => (isOpen && unsaved.current.size > 0 ? setAsking(true) : onClose())
  const scope = useMemo(
    (): DialogScope => ({
      note(part, isUnsaved) {
        if (isUnsaved) unsaved.current.add(part)
        else unsaved.current.delete(part)
        setHasUnsaved(unsaved.current.size > 0)
      },
      close: () => close.current(),
    }),
    [],
  )
  const question = { title: t`Discard what you have entered?`, text: t`It is not saved.`, discard: t`Discard` }
  return (
    <>
      <Dialog isOpen={isOpen} onClose={scope.close} title={title} size={size}>
        <FormScope value={scope}>
          <div ref={markFirst}>{children}</div>
        </FormScope>
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
      <LeaveGuard isActive={isOpen && hasUnsaved} title={question.title} leaveLabel={question.discard}>
        {question.text}
      </LeaveGuard>
    </>
  )
}
