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
            ? t`No secret works at present.`
            : t`Portico keeps only the last four characters readable.`}{' '}
          {hasExpiryReminder
            ? t`A mail reminds those who manage authentication, 14 days before the newest one expires.`
            : t`No mail reminds of their end.`}
        </>
      }
    >
      <SecretList
        secrets={secrets}
        clientKey={key}
        consequence={{
          ofOnly: t`It is the only one: nobody can sign in to the application until it has a new secret.`,
          ofOther: t`Servers that still use it cannot sign anybody in from this moment. The other secrets keep working.`,
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
