import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { clearSignInNotice } from '../../api/sign-in-notice.ts'
import { stateQuery } from '../../api/state-query.ts'
import { OutsideFrame } from './outside-frame.tsx'
import { SignInSteps } from './sign-in-steps.tsx'

/** The sign-in page of the authorization server */
export default function SignInPage() {
  const { uid } = useParams({ from: '/sign-in/$uid' })
  const { data: state } = useQuery(stateQuery)
  if (state && !state.isSetUp) return <NotSetUp />
  return <SignInSteps uid={uid} onRedirect={leaveTo} />
}

function leaveTo(address: string): Promise<void> {
  clearSignInNotice()
  location.assign(address)
  // The button stays busy until the next document is loaded.
  return new Promise(() => {})
}

function NotSetUp() {
  const { t } = useLingui()
  return (
    <OutsideFrame
      title={t`Not set up yet`}
      description={t`Nobody can sign in before there is an administrator. The server printed a set-up link in its terminal when it started: open that. It works once.`}
    >
      <Button variant="default" fullWidth onClick={() => location.reload()}>
        <Trans>Check again</Trans>
      </Button>
    </OutsideFrame>
  )
}
