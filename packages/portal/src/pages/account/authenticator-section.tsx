import { Button, Skeleton, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { counted } from '../../components/numbers.ts'
import { Section } from '../../components/section.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { TimeAgo } from '../../components/time-ago.tsx'
import { authenticatorQuery } from './account-queries.ts'
import { AuthenticatorDialog } from './authenticator-dialog.tsx'
import { AuthenticatorRemoval } from './authenticator-removal.tsx'

/** The authenticator app: a code besides the password. */
export function AuthenticatorSection() {
  const { data, error, refetch } = useQuery(authenticatorQuery)
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<'add' | 'remove'>()
  const close = (): void => {
    setAsked(undefined)
    queryClient.invalidateQueries({ queryKey: authenticatorQuery.queryKey })
  }
  return (
    <Section
      title="Authenticator app"
      description="After your password, a code from an app on your phone is asked for. Whoever learns the password alone stays outside."
      actions={
        data &&
        (data.isConfirmed ? (
          <Button variant="default" onClick={() => setAsked('remove')}>
            Remove
          </Button>
        ) : (
          <Button variant="default" onClick={() => setAsked('add')}>
            Set up
          </Button>
        ))
      }
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={22} w={260} aria-label="Loading" role="status" />}
      {data && (
        <Text size="sm" component="div">
          <StatusBadge status={data.isConfirmed ? 'On' : 'Off'} tone={data.isConfirmed ? 'good' : 'quiet'} />
          {data.isConfirmed && (
            <Text span size="sm" c="dimmed" ml="sm">
              Set up <TimeAgo time={data.confirmedAt} />, {counted(data.recoveryCodesLeft, 'recovery code')} left
            </Text>
          )}
        </Text>
      )}
      <AuthenticatorDialog isOpen={asked === 'add'} onClose={close} />
      <AuthenticatorRemoval isOpen={asked === 'remove'} onClose={close} />
    </Section>
  )
}
