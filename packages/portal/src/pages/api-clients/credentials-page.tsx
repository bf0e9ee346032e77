import { Button, Skeleton, Stack } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { discoveryQuery } from '../../api/discovery.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { MessagePage } from '../../components/page/message-page.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { formatDay, formatExactTime } from '../../components/values/format-time.ts'
import { CredentialFields } from './credential-fields.tsx'
import { discardNewCredentials, type NewCredentials, newCredentialsOf } from './new-credentials.ts'
import { Snippets } from './snippets.tsx'

/** Shows a new secret, once. */
export default function CredentialsPage() {
  const { key } = useParams({ from: '/shell/api-clients/$key/credentials' })
  const [credentials] = useState(() => newCredentialsOf(key))
  useEffect(() => discardNewCredentials, [])
  return credentials ? <Content credentials={credentials} /> : <ShownBefore apiClientKey={key} />
}

function Content({ credentials }: { credentials: NewCredentials }) {
  const { key, name, secretExpiresAt, formerSecretExpiresAt } = credentials
  const { data: discovery, error, refetch } = useQuery(discoveryQuery)
  const navigate = useNavigate()
  const finish = () => navigate({ to: '/api-clients/$key', params: { key }, replace: true, ignoreBlocker: true })
  return (
    <>
      <PageHeader
        title={`Credentials of ${name}`}
        description={`The secret works until ${formatDay(secretExpiresAt, 'UTC')}, 23:59 UTC.`}
        trail={[{ label: 'API clients', to: '/api-clients' }]}
      />
      <Stack gap="md">
        <Notice tone="warning" title="Copy the secret now">
          It is shown this one time only: Portico keeps no copy that anybody could read. Keep it where your program
          reads its secrets, never in its source code.
          {formerSecretExpiresAt && ` The former secret works until ${formatExactTime(formerSecretExpiresAt)}.`}
        </Notice>
        <CredentialFields credentials={credentials} discovery={discovery} />
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : discovery ? (
          <Panel
            title="Try it from a program"
            description="Each of these gets a token with the credentials above and lists users, which takes a permission such as View members."
          >
            <Snippets credentials={credentials} discovery={discovery} />
          </Panel>
        ) : (
          <Skeleton h={300} />
        )}
        <ActionBar>
          <Button onClick={finish}>I have stored the secret</Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive title="Have you stored the secret?" leaveLabel="Leave without it">
        It cannot be shown again. If it is lost, you can generate a new one; programs that use the old one then have to
        change.
      </LeaveGuard>
    </>
  )
}

/** After a reload, or for a link to this page. */
function ShownBefore({ apiClientKey: key }: { apiClientKey: string }) {
  return (
    <MessagePage
      title="The secret was shown once"
      icon={IconEyeOff}
      action={
        <Button component={Link} to={`/api-clients/${key}`} variant="default">
          To the API client
        </Button>
      }
    >
      It cannot be shown again. If nobody stored it, generate a new one.
    </MessagePage>
  )
}
