import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AuthenticatorDialog } from './authenticator-dialog.tsx'
import { AuthenticatorRemoval } from './authenticator-removal.tsx'
import { authenticatorQuery, invalidateAuthenticator } from './queries.ts'

/** The authenticator app: a code besides the password. */
export function AuthenticatorSection() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(authenticatorQuery)
  const [dialog, setDialog] = useState<'add' | 'remove'>()
  const close = (): void => {
    setDialog(undefined)
    invalidateAuthenticator()
  }
  return (
    <Section
      title={t`Authenticator app`}
      description={t`After your password, you are asked for a code from an app on your phone. The password alone is not enough to sign in.`}
      actions={
        data &&
        (data.isConfirmed ? (
          <Button variant="default" onClick={() => setDialog('remove')}>
            <Trans>Remove</Trans>
          </Button>
        ) : (
          <Button variant="default" onClick={() => setDialog('add')}>
            <Trans>Set up</Trans>
          </Button>
        ))
      }
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={22} w={260} aria-label={t`Loading`} role="status" />}
      {data && (
        <Text size="sm" component="div">
          <StatusBadge status={data.isConfirmed ? 'On' : 'Off'} />
          {data.isConfirmed && (
            <Text span size="sm" c="dimmed" ms="sm">
              <Trans>
                Set up <TimeAgo time={data.confirmedAt} />,{' '}
                <Plural value={data.recoveryCodesLeft} one="# recovery code left" other="# recovery codes left" />
              </Trans>
            </Text>
          )}
        </Text>
      )}
      <AuthenticatorDialog isOpen={dialog === 'add'} onClose={close} />
      <AuthenticatorRemoval isOpen={dialog === 'remove'} onClose={close} />
    </Section>
  )
}
