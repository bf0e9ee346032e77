import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { PortalSession } from '../api/portal-session.ts'
import { queryClient } from '../api/query-client.ts'
import { provideRenewal, type RenewalReason } from '../api/renew-session.ts'
import { findRenewedSession, followOtherTabs, leaveToOther } from '../api/send-request.ts'
import { sessionQuery, useSession } from '../api/session.ts'
import { Dialog } from '../components/dialogs/dialog.tsx'
import { useLastDefined } from '../components/dialogs/use-last-defined.ts'
import { wordsOfSessionEnd } from '../components/feedback/words-of-session-end.ts'
import { FormScope } from '../components/forms/unsaved-work.ts'
import classes from './session-renewal.module.css'
import { useFocusBefore } from './use-focus-before.ts'

// Loaded when a session ends, not with the first page.
const SignInHere = lazy(() => import('../pages/sign-in/sign-in-here.tsx'))

/** After these, the page is that of somebody who is not here any more: it stays hidden until they are. */
const hidesPage = (reason: RenewalReason): boolean => ['signed-out', 'cookie-missing', 'somebody-else'].includes(reason)
/** Until these, the session goes on. */
const isEarly = (reason: RenewalReason): boolean => reason === 'not-recent' || reason === 'ends-soon'

/** Lets the member sign in again over the page, which stays as it is with all that was typed. */
export default function SessionRenewal() {
  const { t, i18n } = useLingui()
  const { user } = useSession()
  const [asked, setAsked] = useState<RenewalReason>()
  const [attempt, setAttempt] = useState(0)
  const answer = useRef<(isRenewed: boolean) => void>(() => {})
  useFocusBefore(asked !== undefined)
  const finish = (isRenewed: boolean): void => {
    setAsked(undefined)
    answer.current(isRenewed)
  }
  useEffect(() => {
    const ends = [
      provideRenewal((reason) => {
        setAsked(reason)
        setAttempt((count) => count + 1)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }),
      followOtherTabs((session) => renewed(session)),
    ]
    const renewed = (session: PortalSession): void => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      setAsked(undefined)
      answer.current(true)
    }
    return () => {
      for (const end of ends) end()
    }
  }, [])
  const reason = useLastDefined(asked)
  if (!reason) return null
  const isClosable = !hidesPage(reason)
  const signedIn = async (): Promise<void> => {
    const found = await findRenewedSession()
    if (found === undefined || found === 'somebody-else') {
      setAsked(found ?? 'ended')
      return setAttempt((count) => count + 1)
    }
    queryClient.setQueryData(sessionQuery.queryKey, found)
    finish(true)
  }
  return (
    <Dialog
      isOpen={asked !== undefined}
      onClose={() => finish(false)}
      title={t`Sign in again`}
      closeOnClickOutside={false}
      closeOnEscape={isClosable}
      withCloseButton={isClosable}
      returnFocus={false}
      // Above the dialog whose form is being sent
      zIndex={400}
      classNames={{ overlay: hidesPage(reason) ? classes.hidden : isEarly(reason) ? '' : classes.blurred }}
    >
      <FormScope value={undefined}>
        <Stack gap="md">
          <Text size="sm">
            {i18n._(wordsOfSessionEnd(reason))} <Trans>Sign in to go on. What you have entered here is kept.</Trans>
          </Text>
          <Suspense>
            <SignInHere
              key={attempt}
              email={user.email}
              onSignedIn={signedIn}
              onRestart={() => setAttempt((count) => count + 1)}
            />
          </Suspense>
          <Group gap="xs" justify="center">
            {isClosable && (
              <Button variant="subtle" size="compact-sm" onClick={() => finish(false)}>
                <Trans>Cancel</Trans>
              </Button>
            )}
            {!isEarly(reason) && (
              <Button variant="subtle" size="compact-sm" onClick={() => leaveToOther(reason)}>
                {reason === 'somebody-else' ? (
                  <Trans>Discard and go on as the other user</Trans>
                ) : (
                  <Trans>Discard and sign in as somebody else</Trans>
                )}
              </Button>
            )}
          </Group>
        </Stack>
      </FormScope>
    </Dialog>
  )
}
