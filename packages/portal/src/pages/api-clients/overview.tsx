import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { discoveryQuery, discoveryUrl } from '../../api/discovery.ts'
import { Panel } from '../../components/page/panel.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatCount } from '../../components/values/format-count.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { LifeSection } from './life-section.tsx'
import type { ApiClientDetails } from './queries.ts'
import { SecretsPanel } from './secrets-panel.tsx'
import { statusReason } from './status-reason.ts'

export function Overview({ client }: { client: ApiClientDetails }) {
  const { clientId, description } = client
  const { data: discovery } = useQuery(discoveryQuery)
  return (
    <Stack gap="md">
      <Panel title="About" description={statusReason(client)}>
        <FactList
          facts={[
            { name: 'Description', value: description ? <bdi>{description}</bdi> : <Quiet>None</Quiet> },
            { name: 'Client ID', value: <Code>{clientId}</Code>, copied: clientId },
            { name: 'Last used', value: <TimeAgo time={client.lastUsedAt} /> },
            { name: 'Created', value: <TimeAgo time={client.createdAt} /> },
            { name: 'Token type', value: <Code>{client.accessTokenType}</Code> },
            { name: 'Tokens are valid for', value: formatCount(client.accessTokenMinutes, 'minute') },
            {
              name: 'Created by',
              value: client.createdBy ? <bdi>{client.createdBy.name}</bdi> : <Quiet>Not recorded</Quiet>,
            },
            { name: 'Changed', value: <TimeAgo time={client.updatedAt} /> },
          ]}
        />
      </Panel>
      <SecretsPanel client={client} />
      <Panel title="Where it connects" description="What a program needs beside the client ID and the secret.">
        <FactList
          facts={[
            { name: 'Discovery URL', ...copied(discovery && discoveryUrl(discovery)) },
            { name: 'Token endpoint', ...copied(discovery?.token_endpoint) },
          ]}
        />
      </Panel>
      <LifeSection client={client} />
    </Stack>
  )
}

/** While it loads, the line is there already. */
const copied = (value: string | undefined) => ({ value: value ? <Code>{value}</Code> : '…', copied: value })
