import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'

interface LeaveGuardProps {
  /** While this is so, leaving asks first: also closing the tab, where the browser asks in its own words */
  isActive: boolean
  title: string
  children: ReactNode
  leaveLabel: string
}

/** Keeps from leaving by accident what would be lost: a secret that is shown once, a form half filled in. */
export function LeaveGuard({ isActive, title, children, leaveLabel }: LeaveGuardProps) {
  const blocker = useBlocker({
    // A changed filter or tab of the same page loses nothing.
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
