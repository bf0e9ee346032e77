import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { announceSession } from '../../api/send-request.ts'
import { OutsideFrame } from './outside-frame.tsx'

/** The end of a sign-in in a window of its own: it tells the page that waits for it, and closes. */
export default function SignedInPage() {
  const { t } = useLingui()
  useEffect(() => {
    announceSession()
      .catch(() => {})
      .then(() => {
        // Whoever comes here in another window keeps it: browsers warn of pages that close such windows.
        if (new URLSearchParams(window.location.search).has('close')) window.close()
      })
  }, [])
  return (
    <OutsideFrame title={t`You are signed in`} description={t`Close this window to go on where you were.`}>
      <Button component="a" href={addressOf('/')} variant="default" fullWidth>
        <Trans>To the start page</Trans>
      </Button>
    </OutsideFrame>
  )
}
