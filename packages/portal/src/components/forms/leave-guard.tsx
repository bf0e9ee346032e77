import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'

interface LeaveGuardProps {
  /** While true, leaving the page or closing the tab asks first */
  isActive: boolean
  title: string
  children: ReactNode
  leaveLabel: string
}

/** Asks before the user leaves something that would be lost: a secret that is shown once, or unsaved changes. */
export function LeaveGuard({ isActive, title, children, leaveLabel }: LeaveGuardProps) {
  const blocker = useBlocker({
    // Another filter or part of the same page loses nothing.
    shouldBlockFn: ({ current, next }) => isActive && current.pathname !== next.pathname,
    enableBeforeUnload: isActive,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={title}
      confirmLabel={leaveLabel}
      isDangerous
      onConfirm={async () => blocker.proceed?.()}
    >
      {children}
    </ConfirmDialog>
  )
}
