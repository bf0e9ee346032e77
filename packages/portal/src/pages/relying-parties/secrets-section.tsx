import { useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { SecretList } from '../../components/client-secrets/secret-list.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

/** The secrets that work at present: the newest one, and former ones until their overlap ends. */
export function SecretsSection({ application }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const { key, secrets, hasExpiryReminder } = application
  return (
    <Panel
      title={t`Secrets`}
      description={
        <>
          {secrets.length === 0
            ? t`There is no valid secret.`
            : t`Only the last four characters of a secret can be shown.`}{' '}
          {hasExpiryReminder
            ? t`Users who manage authentication get an e-mail 14 days before the newest secret expires.`
            : t`No reminder is sent before the secret expires.`}
        </>
      }
    >
      <SecretList
        secrets={secrets}
        clientKey={key}
        consequence={{
          ofOnly: t`This is the only secret. Nobody can sign in to the application until it has a new one.`,
          ofOther: t`Servers that still use this secret can no longer sign users in. The other secrets keep working.`,
        }}
        end={async (secretKey) => {
          const path = { key, secretKey }
          await completed(managementApi.DELETE('/relying-parties/{key}/secrets/{secretKey}', { params: { path } }))
          await invalidateRelyingParties()
        }}
      />
    </Panel>
  )
}
