import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../../api/session.ts'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Notice } from '../../../components/feedback/notice.tsx'
import type { User } from '../queries.ts'
import { useWhyOutOfReach } from '../use-why-out-of-reach.ts'
import { AuthenticatorSection } from './authenticator-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { signInMethodsQuery } from './queries.ts'
import { SessionsSection } from './sessions-section.tsx'

/** How somebody else signs in, and where they are signed in. */
export function UserSignIn({ user }: { user: User }) {
  const session = useSession()
  const { data: methods, error, refetch } = useQuery(signInMethodsQuery(user.key))
  const reason = useWhyOutOfReach(user)
  const { t } = useLingui()
  if (user.key === session.user.key) {
    return (
      <Notice tone="info" title={t`This is you`}>
        <Trans>
          You change how you sign in, and end your sessions, in{' '}
          <Anchor component={Link} to="/account" inherit underline="always">
            Your account
          </Anchor>
          .
        </Trans>
      </Notice>
    )
  }
  return (
    <Stack gap="md" maw={820}>
      <SessionsSection user={user} reason={reason} />
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!methods && !error && <Skeleton h={240} aria-label={t`Loading`} role="status" />}
      {methods && (
        <>
          <PasswordSection user={user} methods={methods} reason={reason} />
          <PasskeysSection user={user} methods={methods} reason={reason} />
          <AuthenticatorSection user={user} methods={methods} reason={reason} />
        </>
      )}
    </Stack>
  )
}
