import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { PortalSession } from '../api/portal-session.ts'
import { queryClient } from '../api/query-client.ts'
import { provideRenewal, type RenewalReason } from '../api/renew-session.ts'
import { findRenewedSession, followOtherTabs } from '../api/send-request.ts'
import { sessionQuery } from '../api/session.ts'
import { useFocusBefore } from './use-focus-before.ts'

// Loaded when a session ends, not with the first page.
const RenewalDialog = lazy(() => import('./renewal-dialog.tsx'))

/** Lets the member sign in again over the page, which stays as it is with all that was typed. */
export default function SessionRenewal() {
  const [asked, setAsked] = useState<RenewalReason>()
  const [last, setLast] = useState<RenewalReason>()
  const [attempt, setAttempt] = useState(0)
  const answer = useRef<(isRenewed: boolean) => void>(() => {})
  useFocusBefore(asked !== undefined)
  const finish = (isRenewed: boolean): void => {
    setAsked(undefined)
    answer.current(isRenewed)
  }
  const restart = (reason: RenewalReason): void => {
    setAsked(reason)
    setLast(reason)
    setAttempt((count) => count + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls is the same at each time
  useEffect(() => {
    const renewed = (session: PortalSession): void => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      finish(true)
    }
    const ends = [
      provideRenewal((reason) => {
        restart(reason)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }, restart),
      followOtherTabs(renewed),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  if (!last) return null
  const signedIn = async (): Promise<void> => {
    const found = await findRenewedSession()
    if (found === undefined || found === 'somebody-else') return restart(found ?? 'ended')
    queryClient.setQueryData(sessionQuery.queryKey, found)
    finish(true)
  }
  return (
    <Suspense>
      <RenewalDialog
        isOpen={asked !== undefined}
        reason={last}
        attempt={attempt}
        onCancel={() => finish(false)}
        onSignedIn={signedIn}
        onRestart={() => restart(last)}
      />
    </Suspense>
  )
}
