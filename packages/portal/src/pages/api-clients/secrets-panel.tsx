import { SecretList } from '../../components/client-secrets/secret-list.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import type { ApiClientDetails } from './queries.ts'

/** The secrets of an API client that work, and what happens before they end. */
export function SecretsPanel({ client }: { client: ApiClientDetails }) {
  const { key, secrets, hasExpiryReminder, mayRotateSecret } = client
  return (
    <Panel title="Secrets" description={howMany(client)}>
      <SecretList secrets={secrets} more={(secret) => <Maker secret={secret} clientKey={key} />} />
      <FactList
        facts={[
          {
            name: 'Reminder',
            value: hasExpiryReminder ? 'By mail, 14 days before the newest expires' : <Quiet>None</Quiet>,
          },
          {
            name: 'Next secret',
            value: mayRotateSecret ? 'The API client may make it by itself' : 'Made by those who manage the API client',
          },
        ]}
      />
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

function Maker({ secret, clientKey }: { secret: ApiClientDetails['secrets'][number]; clientKey: string }) {
  const { createdBy } = secret
  if (!createdBy) return null
  if (createdBy.key === clientKey) return ' by the API client itself'
  return (
    <>
      {' '}
      by <bdi>{createdBy.name}</bdi>
    </>
  )
}
