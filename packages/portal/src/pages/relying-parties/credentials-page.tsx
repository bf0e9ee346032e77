import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { discoveryQuery } from '../../api/discovery.ts'
import { NewSecretPage } from '../../components/client-secrets/new-secret-page.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'

/** Shows the new secret of a sign-in application, once. */
export default function CredentialsPage() {
  const { key } = useParams({ from: '/shell/sign-in-applications/$key/credentials' })
  const { data: discovery } = useQuery(discoveryQuery)
  return (
    <NewSecretPage
      clientKey={key}
      list={{ label: 'Sign-in applications', to: '/sign-in-applications' }}
      backLabel="To the sign-in application"
      reader="your server"
      lost=""
    >
      {({ clientId, clientSecret }) => (
        <Panel title="Client ID and secret">
          <CopyField label="Client ID" value={clientId} what="client ID" />
          <CopyField label="Client secret" value={clientSecret} what="client secret" />
          {discovery && <CopyField label="Issuer" value={discovery.issuer} what="issuer" />}
        </Panel>
      )}
    </NewSecretPage>
  )
}
