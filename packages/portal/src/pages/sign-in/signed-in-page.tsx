import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { announceSession } from '../../api/send-request.ts'
import { OutsideFrame } from './outside-frame.tsx'

/** The end of a sign-in in a window of its own: it tells the page that waits for it, and closes. Anybody can open its address. */
export default function SignedInPage() {
  const { t } = useLingui()
  const [isSignedIn, setSignedIn] = useState<boolean>()
  useEffect(() => {
    announceSession()
      .catch(() => undefined)
      .then((isSignedIn) => {
        setSignedIn(isSignedIn)
        // Whoever comes here in another window keeps it: browsers warn of pages that close such windows.
        if (isSignedIn !== false && new URLSearchParams(window.location.search).has('close')) window.close()
      })
  }, [])
  return (
    <OutsideFrame
      title={isSignedIn ? t`You are signed in` : isSignedIn === false ? t`You are not signed in` : t`Sign-in`}
      description={isSignedIn && t`Close this window to go on where you were.`}
    >
      <Button component="a" href={addressOf('/')} variant="default" fullWidth>
        <Trans>Go to the start page</Trans>
      </Button>
    </OutsideFrame>
  )
}
