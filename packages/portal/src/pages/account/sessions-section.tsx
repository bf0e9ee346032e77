import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import type { SignInMethod } from '../../api/portal-session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { describeAgent } from '../../components/values/describe-agent.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './account.module.css'
import type { OwnSession } from './queries.ts'
import { invalidateSessions, ownSessionsQuery } from './queries.ts'

const methods: Record<SignInMethod, string> = {
  password: 'with the password',
  'password+totp': 'with password and code',
  passkey: 'with a passkey',
}

/** The sessions of the member, which can be ended here. */
export function SessionsSection() {
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const [ending, setEnding] = useState<OwnSession>()
  return (
    <Section title="Sessions" description="Where you are signed in. A session ends by itself after some hours.">
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={44} aria-label="Loading" role="status" />}
      {data && (
        <ul className={classes.list}>
          {currentFirst(data).map((session) => (
            <Session key={session.key} session={session} onEnd={() => setEnding(session)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title="End the session?"
        confirmLabel="End the session"
        isDangerous
        onConfirm={async () => {
          await portalApi.delete(`/account/sessions/${ending?.key}`)
          await invalidateSessions()
          notifyOfSuccess('The session was ended.')
        }}
      >
        Whoever uses {describeAgent(ending?.userAgent ?? null)} there has to sign in again. If it was not you, change
        your password as well.
      </ConfirmDialog>
    </Section>
  )
}

const currentFirst = (sessions: OwnSession[]): OwnSession[] =>
  [...sessions].sort((one, another) => Number(another.isCurrent) - Number(one.isCurrent))

function Session({ session, onEnd }: { session: OwnSession; onEnd(): void }) {
  const { userAgent, address, method, createdAt, lastSeenAt, isCurrent } = session
  const name = describeAgent(userAgent)
  return (
    <li className={classes.item}>
      <IconDeviceDesktop size={22} stroke={1.5} aria-hidden />
      <Stack gap={0} flex={1} miw={200}>
        <Group gap="xs">
          <Text fw={550}>{name}</Text>
          {isCurrent && (
            <Badge variant="default" tt="none" fw={500}>
              This session
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          Signed in <TimeAgo time={createdAt} /> {methods[method]}
          {address && ` from ${address}`}, last seen <TimeAgo time={lastSeenAt} />
        </Text>
      </Stack>
      {!isCurrent && (
        <Button size="compact-sm" variant="default" aria-label={`End the session of ${name}`} onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  )
}
