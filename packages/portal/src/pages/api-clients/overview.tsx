import { Code, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Panel } from '../../components/page/panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { formatDay, formatExactTime, formatRelativeTime } from '../../components/values/format-time.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './api-clients.module.css'
import { LifeSection } from './life-section.tsx'
import { type ApiClientDetails, discoveryQuery, discoveryUrl } from './queries.ts'
import { statusReason } from './status-reason.ts'

export function Overview({ client }: { client: ApiClientDetails }) {
  const { clientId, description, secretExpiresAt, secretLastFour, hasExpiryReminder, mayRotateSecret } = client
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
          <Fact name="Created by">
            {client.createdBy ? <bdi>{client.createdBy.name}</bdi> : <Quiet>Not recorded</Quiet>}
          </Fact>
          <Fact name="Changed">
            <TimeAgo time={client.updatedAt} />
          </Fact>
        </dl>
      </Panel>
      <Panel title="Secret" description="It was shown once, when it was generated. Only its end is kept readable.">
        <dl className={classes.facts}>
          <Fact name="Ends with">
            <Code>…{secretLastFour}</Code>
          </Fact>
          <Fact name="Expires">
            <time dateTime={secretExpiresAt} title={formatExactTime(secretExpiresAt)}>
              {formatDay(secretExpiresAt, 'UTC')}, 23:59 UTC
            </time>{' '}
            <Quiet>({formatRelativeTime(secretExpiresAt)})</Quiet>
          </Fact>
          <Fact name="Reminder">{hasExpiryReminder ? 'By mail, 14 days before it expires' : <Quiet>None</Quiet>}</Fact>
          <Fact name="Next secret">
            {mayRotateSecret ? 'The API client may make it by itself' : 'Made by those who manage the API client'}
          </Fact>
        </dl>
      </Panel>
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

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <Text component="dt" size="sm" c="dimmed">
      {name}
    </Text>
    <Text component="dd" size="sm">
      {children}
    </Text>
  </div>
)

const Copied = ({ value, what }: { value: string; what: string }) => (
  <span className={classes.copied}>
    <Code>{value}</Code>
    <CopyButton value={value} what={what} />
  </span>
)

const Quiet = ({ children }: { children: ReactNode }) => (
  <Text span inherit c="dimmed">
    {children}
  </Text>
)
