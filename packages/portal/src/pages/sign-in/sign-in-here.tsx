import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { addressOf, pathOf } from '../../api/base-path.ts'
import { ApiProblem } from '../../api/problem.ts'
import { signedInPath, signedInWindowPath } from '../../api/renew-session.ts'
import { signInAddressTo } from '../../api/return-path.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { signInHereQuery } from './queries.ts'
import { SignInPlaceProvider } from './sign-in-place.ts'
import { SignInSteps } from './sign-in-steps.tsx'

interface SignInHereProps {
  /** Who is to sign in */
  email: string | null
  onSignedIn(): Promise<void>
  /** Begins anew */
  onRestart(): void
}

/** A whole sign-in without leaving the page. Only an external provider opens a window of its own. */
export default function SignInHere({ email, onSignedIn, onRestart }: SignInHereProps) {
  const { t } = useLingui()
  const id = useId()
  const [next, setNext] = useState<string>()
  const [elsewhere, setElsewhere] = useState<string>()
  const failed = (): ApiProblem =>
    new ApiProblem({
      status: 0,
      portalProblem: 'translated',
      title: t`The sign-in failed`,
      detail: t`Try again, or sign in in another tab: this one notices it.`,
    })
  const begin = async (): Promise<string> => {
    const uid = uidIn(await follow(signInAddressTo(signedInWindowPath)))
    if (uid === undefined) throw failed()
    return uid
  }
  const begun = useQuery(signInHereQuery(id, begin))
  const place = useMemo(() => ({ email, restart: onRestart }), [email, onRestart])
  const go = async (address: string): Promise<void> => {
    if (!isOwn(address)) {
      setElsewhere(address)
      window.open(address, 'portico-sign-in', 'popup,width=520,height=780')
      return
    }
    const path = await follow(address)
    if (path === signedInPath) return onSignedIn()
    const uid = uidIn(path)
    if (uid === undefined) throw failed()
    setNext(uid)
  }
  if (begun.error) return <ErrorPanel error={begun.error} onRetry={onRestart} />
  const uid = next ?? begun.data
  if (uid === undefined) return <Skeleton h={200} aria-label={t`Loading`} role="status" />
  return (
    <SignInPlaceProvider value={place}>
      <Stack gap="md">
        <SignInSteps key={uid} uid={uid} onRedirect={go} />
        {elsewhere && (
          <Text size="sm" role="status">
            <Trans>
              Sign in in the window that has opened. If there is none,{' '}
              <Anchor href={elsewhere} target="_blank" rel="opener" inherit>
                open it
              </Anchor>
              .
            </Trans>
          </Text>
        )}
      </Stack>
    </SignInPlaceProvider>
  )
}

/** Where the authorization server goes on by itself; an external provider wants a page. */
const isOwn = (address: string): boolean => {
  const { origin, pathname } = new URL(address, location.href)
  return origin === location.origin && pathname.startsWith(addressOf('/identity/'))
}

/** Follows the redirects of a sign-in, as a browser that opens the address does. @returns the path at their end */
async function follow(address: string): Promise<string> {
  const { url } = await fetch(address, { headers: { accept: 'text/html' } })
  return pathOf(new URL(url).pathname)
}

const uidIn = (path: string): string | undefined => /^\/sign-in\/([^/]+)$/.exec(path)?.[1]
