import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { discoveryQuery } from '../../api/discovery.ts'
import type { NewSecret } from '../../components/client-secrets/new-secret.ts'
import { NewSecretPage } from '../../components/client-secrets/new-secret-page.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { apiClientQuery } from './queries.ts'
import { Snippets } from './snippets.tsx'

/** Shows the new secret of an API client, once, with what gets a token by it. */
export default function CredentialsPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/api-clients/$key/credentials' })
  const { data: client } = useQuery(apiClientQuery(key))
  const hasNone = client?.permissions.length === 0
  return (
    <NewSecretPage
      clientKey={key}
      list={{ label: t`API clients`, to: '/api-clients' }}
      backLabel={t`Back to the API client`}
      reader={t`your program`}
      next={hasNone ? 'permissions' : undefined}
      lost={t`Programs that use the old one then have to change.`}
    >
      {(secret) => <Content secret={secret} hasNone={hasNone} />}
    </NewSecretPage>
  )
}

function Content({ secret, hasNone }: { secret: NewSecret; hasNone: boolean }) {
  const { t } = useLingui()
  const { data: discovery, error, refetch } = useQuery(discoveryQuery)
  return (
    <>
      <CredentialFields credentials={secret} discovery={discovery} />
      {hasNone && (
        <Notice title={t`It has no permissions yet`}>
          <Trans>
            It gets tokens, but the APIs refuse whatever it asks. Once you have stored the secret, the next page is the
            one where you give it permissions.
          </Trans>
        </Notice>
      )}
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : discovery ? (
        <Panel
          title={t`Try it from a program`}
          description={t`Each of these gets a token with the credentials above and lists users, which takes a permission such as View members.`}
        >
          <Snippets credentials={secret} discovery={discovery} />
        </Panel>
      ) : (
        <Skeleton h={300} />
      )}
    </>
  )
}
