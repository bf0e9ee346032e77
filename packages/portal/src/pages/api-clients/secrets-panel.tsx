import { Code, Text } from '@mantine/core'
import { Panel } from '../../components/page/panel.tsx'
import { formatDay, formatExactTime, formatRelativeTime } from '../../components/values/format-time.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './api-clients.module.css'
import { Fact, Quiet } from './fact.tsx'
import type { ApiClientDetails } from './queries.ts'

type Secret = ApiClientDetails['secrets'][number]

/** The secrets that work at present: the newest one, and former ones until their overlap ends. */
export function SecretsPanel({ client }: { client: ApiClientDetails }) {
  const { secrets, hasExpiryReminder, mayRotateSecret } = client
  return (
    <Panel title="Secrets" description={howMany(client)}>
      <ul className={classes.secrets}>
        {secrets.map((secret) => (
          <li key={secret.key}>
            <Text size="sm" component="div">
              <Code>…{secret.lastFour}</Code> {secret.isCurrent ? 'Newest' : 'Former'}, works until{' '}
              <End secret={secret} />
            </Text>
            <Text size="sm" c="dimmed" component="div">
              Created <TimeAgo time={secret.createdAt} /> <Maker secret={secret} clientKey={client.key} />
            </Text>
          </li>
        ))}
      </ul>
      <dl className={classes.facts}>
        <Fact name="Reminder">
          {hasExpiryReminder ? 'By mail, 14 days before the newest expires' : <Quiet>None</Quiet>}
        </Fact>
        <Fact name="Next secret">
          {mayRotateSecret ? 'The API client may make it by itself' : 'Made by those who manage the API client'}
        </Fact>
      </dl>
    </Panel>
  )
}

function howMany({ secrets: { length }, secretLastFour, secretExpiresAt }: ApiClientDetails): string {
  const kept = 'Portico keeps only the last four characters readable.'
  if (length === 0) {
    return `No secret works: the newest one, …${secretLastFour}, expired on ${formatDay(secretExpiresAt, 'UTC')}.`
  }
  return length === 1 ? `One secret works at present. ${kept}` : `${length} secrets work at present. ${kept}`
}

/** The newest one was given a last day; a former one ends with its overlap, at any time of a day. */
function End({ secret: { expiresAt, isCurrent } }: { secret: Secret }) {
  return (
    <>
      <time dateTime={expiresAt} title={formatExactTime(expiresAt)}>
        {isCurrent ? `${formatDay(expiresAt, 'UTC')}, 23:59 UTC` : formatExactTime(expiresAt)}
      </time>{' '}
      <Quiet>({formatRelativeTime(expiresAt)})</Quiet>
    </>
  )
}

function Maker({ secret: { createdBy }, clientKey }: { secret: Secret; clientKey: string }) {
  if (!createdBy) return null
  if (createdBy.key === clientKey) return 'by the API client itself'
  return (
    <>
      by <bdi>{createdBy.name}</bdi>
    </>
  )
}
