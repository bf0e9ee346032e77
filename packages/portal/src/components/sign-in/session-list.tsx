import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import type { SignInMethod } from '../../api/portal-session.ts'
import { GuardedButton } from '../forms/guarded-button.tsx'
import { ApplicationLogo } from '../people/application-logo.tsx'
import { describeAgent } from '../values/describe-agent.ts'
import { TimeAgo } from '../values/time-ago.tsx'
import classes from './sign-in-lists.module.css'

const methods: Record<SignInMethod, MessageDescriptor> = {
  password: msg`with the password`,
  'password+totp': msg`with password and code`,
  passkey: msg`with a passkey`,
  external: msg`with an account elsewhere`,
  'external+totp': msg`with an account elsewhere and code`,
  'external+mfa': msg`with an account elsewhere and its second factor`,
}

interface SessionApplication {
  key: string
  name: string
  logoPath: string | null
}

interface ListedSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  /** Exact to a minute */
  lastSeenAt: string
  /** In which it has signed the user in */
  applications: readonly SessionApplication[]
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
  const { t } = useLingui()
  return (
    <ul className={classes.list} aria-label={t`Sessions`}>
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
  const { userAgent, address, method, createdAt, lastSeenAt, applications, isCurrent } = session
  const { t, i18n } = useLingui()
  const name = describeAgent(userAgent)
  const how = i18n._(methods[method])
  return (
    <li className={classes.item}>
      <IconDeviceDesktop size={22} stroke={1.5} aria-hidden />
      <Stack gap={0} flex={1} miw={200}>
        <Group gap="xs">
          <Text fw={550}>{name}</Text>
          {isCurrent && (
            <Badge variant="default" tt="none" fw={500}>
              <Trans>This session</Trans>
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {address ? (
            <Trans>
              Signed in <TimeAgo time={createdAt} /> {how} from {address}, last seen <TimeAgo time={lastSeenAt} />
            </Trans>
          ) : (
            <Trans>
              Signed in <TimeAgo time={createdAt} /> {how}, last seen <TimeAgo time={lastSeenAt} />
            </Trans>
          )}
        </Text>
        {applications.length > 0 && (
          <ul className={classes.applications} aria-label={t`Applications in the session of ${name}`}>
            {applications.map((application) => (
              <li key={application.key}>
                <ApplicationLogo name={application.name} logoPath={application.logoPath} size={20} />
                <bdi>{application.name}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {!isCurrent && (
        <GuardedButton
          reason={whyNot}
          size="compact-sm"
          variant="default"
          aria-label={t`End the session of ${name}`}
          onClick={onEnd}
        >
          <Trans>End</Trans>
        </GuardedButton>
      )}
    </li>
  )
}
