import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { discoveryQuery, discoveryUrl } from '../../api/discovery.ts'
import { Panel } from '../../components/page/panel.tsx'
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
      <Panel title="About" description={reason(application)}>
        <FactList
          facts={[
            { name: 'Client ID', value: <Code>{clientId}</Code>, copied: clientId },
            { name: 'Type', value: labelOf(relyingPartyTypes, type) },
            { name: 'For', value: environmentKey ? `End users of ${nameOf(environmentKey)}` : 'The organization' },
            { name: 'Last used', value: <TimeAgo time={lastUsedAt} /> },
            { name: 'Created', value: <TimeAgo time={createdAt} /> },
            { name: 'Created by', value: <bdi>{createdBy.name}</bdi> },
          ]}
        />
      </Panel>
      {hasSecrets(application) && <SecretsSection application={application} />}
      {discovery && (
        <>
          <Panel title="Where it connects" description="Most libraries ask for the issuer or the discovery URL alone.">
            <FactList
              facts={[
                endpoint('Issuer', discovery.issuer),
                endpoint('Discovery URL', discoveryUrl(discovery)),
                endpoint('Authorization endpoint', discovery.authorization_endpoint),
                endpoint('Token endpoint', discovery.token_endpoint),
                endpoint('Userinfo endpoint', discovery.userinfo_endpoint),
                endpoint('Sign-out endpoint', discovery.end_session_endpoint),
                endpoint('Public keys', discovery.jwks_uri),
                endpoint('Redirect address', redirectUris[0]),
              ]}
            />
          </Panel>
          <Panel title="Try it" description="A whole sign-in, ready to run. The secret is not in it.">
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
      return 'Nobody can sign in to it. Activate it to let people in again.'
    case 'Expired':
      return 'It has no secret that works, so nobody can sign in to it. Generate a new one.'
    case 'NeedsAttention':
      return 'Its secret expires within 14 days. Generate a new one in time.'
    case 'Available':
      return 'People can sign in to it.'
  }
}
