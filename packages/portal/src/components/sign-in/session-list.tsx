import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import type { SignInMethod } from '../../api/portal-session.ts'
import { GuardedButton } from '../forms/guarded-button.tsx'
import { describeAgent } from '../values/describe-agent.ts'
import { TimeAgo } from '../values/time-ago.tsx'
import classes from './sign-in-lists.module.css'

const methods: Record<SignInMethod, string> = {
  password: 'with the password',
  'password+totp': 'with password and code',
  passkey: 'with a passkey',
  external: 'with an account elsewhere',
  'external+totp': 'with an account elsewhere and code',
  'external+mfa': 'with an account elsewhere and its second factor',
}

interface ListedSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  /** Exact to a minute */
  lastSeenAt: string
  /** The session of this browser, which ends by signing out */
  isCurrent?: boolean
}

interface SessionListProps<Session> {
  sessions: readonly Session[]
  onEnd(session: Session): void
  /** Why none can be ended; undefined where they can */
  whyNot?: string | undefined
}

/** Where somebody is signed in, since when and how, each with a button that ends it. */
export function SessionList<Session extends ListedSession>({ sessions, onEnd, whyNot }: SessionListProps<Session>) {
  return (
    <ul className={classes.list} aria-label="Sessions">
      {sessions.map((session) => (
        <SessionItem key={session.key} session={session} onEnd={() => onEnd(session)} whyNot={whyNot} />
      ))}
    </ul>
  )
}

interface SessionItemProps {
  session: ListedSession
  onEnd(): void
  whyNot: string | undefined
}

function SessionItem({ session, onEnd, whyNot }: SessionItemProps) {
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
        <GuardedButton
          reason={whyNot}
          size="compact-sm"
          variant="default"
          aria-label={`End the session of ${name}`}
          onClick={onEnd}
        >
          End
        </GuardedButton>
      )}
    </li>
  )
}
