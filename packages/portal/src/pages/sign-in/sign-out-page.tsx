import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { tellOtherTabs } from '../../api/other-tabs.ts'
import { signInAddress } from '../../api/return-path.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { Search } from '../../components/navigation/search.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { OutsideFrame } from './outside-frame.tsx'
import { signOutQuery } from './queries.ts'

/** Asks whether to sign out, where an application wants that; without a question it says that one is signed out. */
export default function SignOutPage() {
  const { request }: Search = useSearch({ strict: false })
  return typeof request === 'string' ? <Question request={request} /> : <SignedOut />
}

function SignedOut() {
  const { t } = useLingui()
  return (
    <OutsideFrame
      title={t`You are signed out`}
      description={t`On a computer that others use as well, close the browser too.`}
    >
      <Button component="a" href={signInAddress} variant="default" fullWidth>
        <Trans>Sign in again</Trans>
      </Button>
    </OutsideFrame>
  )
}

function Question({ request }: { request: string }) {
  const { t } = useLingui()
  const { data, error } = useQuery(signOutQuery(request))
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const signOut = async (): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { redirectTo } = await portalApi.post<{ redirectTo: string }>('/sign-outs', { request })
      tellOtherTabs(null)
      location.assign(redirectTo)
    } catch (thrown) {
      setRefusal(thrown)
      setBusy(false)
    }
  }
  // Signed out meanwhile, or asked too long ago.
  if (error) return <SignedOutMeanwhile error={error} />
  const name = data?.client && bidiIsolate(data.client.name)
  return (
    <OutsideFrame
      title={t`Sign out?`}
      description={
        name
          ? t`${name} asks to sign you out, here and in the applications that you signed in to from here.`
          : t`You are signed out here and in the applications that you signed in to from here.`
      }
    >
      {data ? (
        <Stack gap="md">
          {refusal !== undefined && <ErrorPanel error={refusal} />}
          <Button fullWidth loading={isBusy} onClick={signOut}>
            <Trans>Sign out</Trans>
          </Button>
          <Anchor href={addressOf('/')} size="sm" ta="center">
            <Trans>Stay signed in</Trans>
          </Anchor>
        </Stack>
      ) : (
        <Skeleton h={80} role="status" aria-label={t`Loading`} />
      )}
    </OutsideFrame>
  )
}

function SignedOutMeanwhile({ error }: { error: unknown }) {
  const { t } = useLingui()
  return (
    <OutsideFrame title={t`Nothing to sign out of`}>
      <Stack gap="md">
        <ErrorPanel error={error} />
        <Button component="a" href={addressOf('/')} variant="default" fullWidth>
          <Trans>Go to the start page</Trans>
        </Button>
      </Stack>
    </OutsideFrame>
  )
}
