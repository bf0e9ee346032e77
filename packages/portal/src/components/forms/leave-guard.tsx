import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'
import { useUnsavedWork } from './unsaved-work.ts'

interface LeaveGuardProps {
  /** While true, leaving the page or closing the tab asks first */
  isActive: boolean
  title: string
  children: ReactNode
  leaveLabel: string
}

/** Where the user has agreed to go: what else would be lost on the way is not asked about again. */
let agreedTo: string | undefined

/** Asks before the user leaves something that would be lost: a secret that is shown once, or unsaved changes. */
export function LeaveGuard({ isActive, title, children, leaveLabel }: LeaveGuardProps) {
  useUnsavedWork(isActive)
  const blocker = useBlocker({
    // Another filter or part of the same page loses nothing.
    shouldBlockFn: ({ current, next }) => isActive && current.pathname !== next.pathname && next.pathname !== agreedTo,
    // See noteUnsavedWork
    enableBeforeUnload: false,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={title}
      confirmLabel={leaveLabel}
      isDangerous
      onConfirm={async () => {
        agreedTo = blocker.next?.pathname
        setTimeout(() => (agreedTo = undefined))
        blocker.proceed?.()
      }}
    >
      {children}
    </ConfirmDialog>
  )
}
