import { useLingui } from '@lingui/react/macro'
import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { discoveryQuery, discoveryUrl } from '../../api/discovery.ts'
import { Panel } from '../../components/page/panel.tsx'
import { actorName } from '../../components/values/actor-name.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatMinutes } from '../../components/values/format-number.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { LifeSection } from './life-section.tsx'
import type { ApiClientDetails } from './queries.ts'
import { SecretsPanel } from './secrets-panel.tsx'
import { statusReason } from './status-reason.ts'

export function Overview({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const { clientId, description } = client
  const { data: discovery } = useQuery(discoveryQuery)
  const none = t({ message: 'None', context: 'of a field' })
  return (
    <Stack gap="md">
      <Panel title={t`Details`} description={statusReason(client)}>
        <FactList
          facts={[
            { name: t`Description`, value: description ? <bdi>{description}</bdi> : <Quiet>{none}</Quiet> },
            { name: t`Client ID`, value: <Code>{clientId}</Code>, copied: clientId },
            { name: t`Last used`, value: <TimeAgo time={client.lastUsedAt} /> },
            { name: t`Created`, value: <TimeAgo time={client.createdAt} /> },
            { name: t`Token type`, value: <Code>{client.accessTokenType}</Code> },
            { name: t`Token lifetime`, value: formatMinutes(client.accessTokenMinutes) },
            {
              name: t`Created by`,
              value: client.createdBy ? <bdi>{actorName(client.createdBy)}</bdi> : <Quiet>{t`Not recorded`}</Quiet>,
            },
            { name: t`Changed`, value: <TimeAgo time={client.updatedAt} /> },
          ]}
        />
      </Panel>
      <SecretsPanel client={client} />
      <KeysPanel client={client} />
      <Panel title={t`Endpoints`} description={t`What a program needs beside the client ID and the secret.`}>
        <FactList
          facts={[
            { name: t`Discovery URL`, ...copied(discovery && discoveryUrl(discovery)) },
            { name: t`Token endpoint`, ...copied(discovery?.token_endpoint) },
          ]}
        />
      </Panel>
      <LifeSection client={client} />
    </Stack>
  )
}

/** While it loads, the line is there already. */
const copied = (value: string | undefined) => ({ value: value ? <Code>{value}</Code> : '…', copied: value })
