import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { signInUrl } from '../../api/return-path.ts'
import type { Search } from '../../components/navigation/search.ts'
import { OutsideFrame } from './outside-frame.tsx'

/** The reasons for which the server refuses a sign-in, by the `problem` in the URL. */
const problems: Record<string, MessageDescriptor> = {
  expired: msg`It took too long, or began in another browser. Nothing is lost: begin again.`,
  refused: msg`You are known, but may not sign in now. Ask somebody who manages users.`,
  'unknown-client': msg`The program that sent you here is not known to this server: its client_id is not registered. You did nothing wrong. Tell those who run the program.`,
  'unregistered-address': msg`The program that sent you here asks to send you on to an address (redirect_uri) that is not registered for it. You did nothing wrong. Tell those who run the program.`,
  'invalid-request': msg`The address that brought you here is not a valid request to sign in: something is missing in it or not supported. You did nothing wrong. Tell those who run the program, or who gave you the link: the server’s log has the cause.`,
  busy: msg`Too many sign-ins begin in your network at this moment. Try again in a minute.`,
  unavailable: msg`The server cannot reach its database at this moment. Try again shortly.`,
  failed: msg`Something failed on the server. Its log has the cause. Try again.`,
}

export default function FailedSignInPage() {
  const { t, i18n } = useLingui()
  const { problem }: Search = useSearch({ strict: false })
  const reason = typeof problem === 'string' ? problems[problem] : undefined
  return (
    <OutsideFrame title={reason ? t`The sign-in failed` : t`Sign in`} description={reason && i18n._(reason)}>
      <Button component="a" href={signInUrl()} fullWidth>
        {reason ? t`Sign in again` : t`Go to sign-in`}
      </Button>
    </OutsideFrame>
  )
}
