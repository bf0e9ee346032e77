import { Code, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDay, formatExactTime, formatRelativeTime } from '../values/format-time.ts'
import { Quiet } from '../values/quiet.tsx'
import { TimeAgo } from '../values/time-ago.tsx'
import classes from './secret-list.module.css'

interface Secret {
  key: string
  lastFour: string
  isCurrent: boolean
  createdAt: string
  expiresAt: string
}

interface SecretListProps<S extends Secret> {
  secrets: readonly S[]
  /** What follows when it was created */
  more(secret: S): ReactNode
  action?(secret: S): ReactNode
}

/** The secrets of a client that work at present: the newest one, and former ones until their overlap ends. */
export const SecretList = <S extends Secret>({ secrets, more, action }: SecretListProps<S>) => (
  <ul className={classes.secrets}>
    {secrets.map((secret) => (
      <li key={secret.key}>
        <div>
          <Text size="sm" component="div">
            <Code>…{secret.lastFour}</Code> {secret.isCurrent ? 'Newest' : 'Former'}, works until{' '}
            <End secret={secret} />
          </Text>
          <Text size="sm" c="dimmed" component="div">
            Created <TimeAgo time={secret.createdAt} />
            {more(secret)}
          </Text>
        </div>
        {action?.(secret)}
      </li>
    ))}
  </ul>
)

/** The newest one was given a last day; a former one ends with its overlap, at any time of a day. */
const End = ({ secret: { expiresAt, isCurrent } }: { secret: Secret }) => (
  <>
    <time dateTime={expiresAt} title={formatExactTime(expiresAt)}>
      {isCurrent ? `${formatDay(expiresAt, 'UTC')}, 23:59 UTC` : formatExactTime(expiresAt)}
    </time>{' '}
    <Quiet>({formatRelativeTime(expiresAt)})</Quiet>
  </>
)
