import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { discoveryQuery, discoveryUrl } from '../../api/discovery.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { Panel } from '../../components/page/panel.tsx'
import { actorName } from '../../components/values/actor-name.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { LifeSection } from './life-section.tsx'
import type { RelyingPartyDetails } from './queries.ts'
import { hasSecrets, labelOf, relyingPartyTypes } from './relying-party-labels.ts'
import { SecretsSection } from './secrets-section.tsx'
import { Snippets } from './snippets.tsx'

/** What the application is, and all that a developer needs to connect it. */
export function Overview({ application }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const { clientId, type, environmentKey, createdAt, createdBy, lastUsedAt, redirectUris } = application
  const { data: discovery } = useQuery(discoveryQuery)
  const nameOf = useEnvironmentNames()
  const endpoint = (name: string, value: string | undefined) => ({
    name,
    value: value && <Code>{value}</Code>,
    copied: value,
  })
  return (
    <Stack gap="md">
      <Panel title={t`Details`} description={reason(application)}>
        <FactList
          facts={[
            { name: t`Client ID`, value: <Code>{clientId}</Code>, copied: clientId },
            { name: t`Type`, value: labelOf(relyingPartyTypes, type) },
            {
              name: t`Users`,
              value: environmentKey ? t`End users of ${nameOf(environmentKey)}` : t`All users of the organization`,
            },
            { name: t`Last used`, value: <TimeAgo time={lastUsedAt} /> },
            { name: t`Created`, value: <TimeAgo time={createdAt} /> },
            { name: t`Created by`, value: <bdi>{actorName(createdBy)}</bdi> },
          ]}
        />
      </Panel>
      {hasSecrets(application) && <SecretsSection application={application} />}
      {discovery && (
        <>
          <Panel title={t`Endpoints`} description={t`Most libraries only need the issuer or the discovery URL.`}>
            <FactList
              facts={[
                endpoint(t`Issuer`, discovery.issuer),
                endpoint(t`Discovery URL`, discoveryUrl(discovery)),
                endpoint(t`Authorization endpoint`, discovery.authorization_endpoint),
                endpoint(t`Token endpoint`, discovery.token_endpoint),
                endpoint(t`Userinfo endpoint`, discovery.userinfo_endpoint),
                endpoint(t`Sign-out endpoint`, discovery.end_session_endpoint),
                endpoint(t`Public keys`, discovery.jwks_uri),
                endpoint(t`Redirect URL`, redirectUris[0]),
              ]}
            />
          </Panel>
          <Panel title={t`Try it`} description={t`A complete sign-in, ready to run. It does not contain the secret.`}>
            <Snippets application={application} discovery={discovery} />
          </Panel>
        </>
      )}
      <LifeSection application={application} />
    </Stack>
  )
}

/** What the status means, and what would change it. */
function reason({ status }: RelyingPartyDetails): string {
  switch (status) {
    case 'Inactive':
      return pageI18n()._(msg`Nobody can sign in to this application. Activate it to allow sign-ins again.`)
    case 'Expired':
      return pageI18n()._(
        msg`Nobody can sign in to this application, because it has no valid secret. Generate a new one.`,
      )
    case 'NeedsAttention':
      return pageI18n()._(msg`The secret expires within 14 days. Generate a new one before then.`)
    case 'Available':
      return pageI18n()._(msg`Users can sign in to this application.`)
  }
}
