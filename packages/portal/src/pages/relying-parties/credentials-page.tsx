import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { discoveryQuery } from '../../api/discovery.ts'
import { NewSecretPage } from '../../components/client-secrets/new-secret-page.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'

/** Shows the new secret of a sign-in application, once. */
export default function CredentialsPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/sign-in-applications/$key/credentials' })
  const { data: discovery } = useQuery(discoveryQuery)
  return (
    <NewSecretPage
      clientKey={key}
      list={{ label: t`Sign-in applications`, to: '/sign-in-applications' }}
      backLabel={t`Back to the sign-in application`}
      reader={t`your server`}
      lost=""
    >
      {({ clientId, clientSecret }) => (
        <Panel title={t`Client ID and secret`}>
          <CopyField label={t`Client ID`} value={clientId} what={t`client ID`} />
          <CopyField label={t`Client secret`} value={clientSecret} what={t`client secret`} />
          {discovery && <CopyField label={t`Issuer`} value={discovery.issuer} what={t`issuer`} />}
        </Panel>
      )}
    </NewSecretPage>
  )
}
