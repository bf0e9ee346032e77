import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { discoveryQuery } from '../../api/discovery.ts'
import type { NewSecret } from '../../components/client-secrets/new-secret.ts'
import { NewSecretPage } from '../../components/client-secrets/new-secret-page.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { Snippets } from './snippets.tsx'

/** Shows the new secret of an API client, once, with what gets a token by it. */
export default function CredentialsPage() {
  const { key } = useParams({ from: '/shell/api-clients/$key/credentials' })
  return (
    <NewSecretPage
      clientKey={key}
      list={{ label: 'API clients', to: '/api-clients' }}
      backLabel="To the API client"
      reader="your program"
      lost="; programs that use the old one then have to change"
    >
      {(secret) => <Content secret={secret} />}
    </NewSecretPage>
  )
}

function Content({ secret }: { secret: NewSecret }) {
  const { data: discovery, error, refetch } = useQuery(discoveryQuery)
  return (
    <>
      <CredentialFields credentials={secret} discovery={discovery} />
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : discovery ? (
        <Panel
          title="Try it from a program"
          description="Each of these gets a token with the credentials above and lists users, which takes a permission such as View members."
        >
          <Snippets credentials={secret} discovery={discovery} />
        </Panel>
      ) : (
        <Skeleton h={300} />
      )}
    </>
  )
}
