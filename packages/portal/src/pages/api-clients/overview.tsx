import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { discoveryQuery, discoveryUrl } from '../../api/discovery.ts'
import { Panel } from '../../components/page/panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { formatCount } from '../../components/values/format-count.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './api-clients.module.css'
import { Fact, Quiet } from './fact.tsx'
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
        <dl className={classes.facts}>
          <Fact name="Description">{description ? <bdi>{description}</bdi> : <Quiet>None</Quiet>}</Fact>
          <Fact name="Client ID">
            <Copied value={clientId} what="client ID" />
          </Fact>
          <Fact name="Last used">
            <TimeAgo time={client.lastUsedAt} />
          </Fact>
          <Fact name="Created">
            <TimeAgo time={client.createdAt} />
          </Fact>
          <Fact name="Token type">
            <Code>{client.accessTokenType}</Code>
          </Fact>
          <Fact name="Tokens are valid for">{formatCount(client.accessTokenMinutes, 'minute')}</Fact>
          <Fact name="Created by">
            {client.createdBy ? <bdi>{client.createdBy.name}</bdi> : <Quiet>Not recorded</Quiet>}
          </Fact>
          <Fact name="Changed">
            <TimeAgo time={client.updatedAt} />
          </Fact>
        </dl>
      </Panel>
      <SecretsPanel client={client} />
      <Panel title="Where it connects" description="What a program needs beside the client ID and the secret.">
        <dl className={classes.facts}>
          <Fact name="Discovery URL">
            {discovery && <Copied value={discoveryUrl(discovery)} what="discovery URL" />}
          </Fact>
          <Fact name="Token endpoint">
            {discovery && <Copied value={discovery.token_endpoint} what="token endpoint" />}
          </Fact>
        </dl>
      </Panel>
      <LifeSection client={client} />
    </Stack>
  )
}

const Copied = ({ value, what }: { value: string; what: string }) => (
  <span className={classes.copied}>
    <Code>{value}</Code>
    <CopyButton value={value} what={what} />
  </span>
)
