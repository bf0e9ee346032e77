import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { SecretList } from '../../components/client-secrets/secret-list.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { hasPublicKeys } from './has-public-keys.ts'
import { type ApiClientDetails, invalidateApiClients } from './queries.ts'

/** The secrets of an API client that work, and what happens before they end. */
export function SecretsPanel({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const { key, secrets, hasExpiryReminder, mayRotateSecret } = client
  return (
    <Panel title={t`Secrets`} description={<HowMany client={client} />}>
      <SecretList
        secrets={secrets}
        clientKey={key}
        consequence={{
          ofOnly: hasPublicKeys(client)
            ? t`It is the only one: the API client gets tokens with its public keys only. Tokens that it has work until they expire.`
            : t`It is the only one: the API client gets no tokens until it has a new secret. Tokens that it has work until they expire.`,
          ofOther: t`Programs that still use it get no new tokens from this moment. The other secrets keep working, and so do tokens already issued until they expire.`,
        }}
        end={async (secretKey) => {
          const path = { key, secretKey }
          await completed(managementApi.DELETE('/api-clients/{key}/secrets/{secretKey}', { params: { path } }))
          await invalidateApiClients()
        }}
      />
      <FactList
        facts={[
          {
            name: t`Reminder`,
            value: hasExpiryReminder ? t`By e-mail, 14 days before the newest expires` : <Quiet>{t`None`}</Quiet>,
          },
          {
            name: t`Next secret`,
            value: mayRotateSecret
              ? t`The API client may make it by itself`
              : t`Made by those who manage the API client`,
          },
        ]}
      />
    </Panel>
  )
}

function HowMany({ client: { secrets, secretLastFour, secretExpiresAt } }: { client: ApiClientDetails }) {
  const day = formatDay(secretExpiresAt, 'UTC')
  if (secrets.length === 0) {
    return (
      <Trans>
        No secret works: the newest one, …{secretLastFour}, ended on {day}.
      </Trans>
    )
  }
  return (
    <Trans>
      <Plural value={secrets.length} one="# secret works" other="# secrets work" /> now. Portico keeps only the last
      four characters readable.
    </Trans>
  )
}
