import { Button, Stack } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { discoveryQuery } from '../../api/discovery.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { MessagePage } from '../../components/page/message-page.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'
import { formatDay, formatExactTime } from '../../components/values/format-time.ts'
import { discardNewSecret, type NewSecret, newSecretOf } from './new-secret.ts'

/** Shows a new secret, once. */
export default function CredentialsPage() {
  const { key } = useParams({ from: '/shell/sign-in-applications/$key/credentials' })
  const [secret] = useState(() => newSecretOf(key))
  useEffect(() => discardNewSecret, [])
  return secret ? <Content secret={secret} /> : <ShownBefore applicationKey={key} />
}

function Content({ secret }: { secret: NewSecret }) {
  const { key, name, clientId, clientSecret, secretExpiresAt, formerSecretExpiresAt } = secret
  const { data: discovery } = useQuery(discoveryQuery)
  const navigate = useNavigate()
  const finish = () =>
    navigate({ to: '/sign-in-applications/$key', params: { key }, replace: true, ignoreBlocker: true })
  return (
    <>
      <PageHeader
        title={`Credentials of ${name}`}
        {...(secretExpiresAt && {
          description: `The secret works until ${formatDay(secretExpiresAt, 'UTC')}, 23:59 UTC.`,
        })}
        trail={[{ label: 'Sign-in applications', to: '/sign-in-applications' }]}
      />
      <Stack gap="md">
        <Notice tone="warning" title="Copy the secret now">
          It is shown this one time only: Portico keeps no copy that anybody could read. Keep it where your server reads
          its secrets, never in its source code.
          {formerSecretExpiresAt && ` The former secret works until ${formatExactTime(formerSecretExpiresAt)}.`}
        </Notice>
        <Panel title="Client ID and secret">
          <CopyField label="Client ID" value={clientId} what="client ID" />
          <CopyField label="Client secret" value={clientSecret} what="client secret" />
          {discovery && <CopyField label="Issuer" value={discovery.issuer} what="issuer" />}
        </Panel>
        <ActionBar>
          <Button onClick={finish}>I have stored the secret</Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive title="Have you stored the secret?" leaveLabel="Leave without it">
        It cannot be shown again. If it is lost, you can generate a new one.
      </LeaveGuard>
    </>
  )
}

/** After a reload, or for a link to this page. */
const ShownBefore = ({ applicationKey }: { applicationKey: string }) => (
  <MessagePage
    title="The secret was shown once"
    icon={IconEyeOff}
    action={
      <Button component={Link} to={`/sign-in-applications/${applicationKey}`} variant="default">
        To the sign-in application
      </Button>
    }
  >
    It cannot be shown again. If nobody stored it, generate a new one.
  </MessagePage>
)
