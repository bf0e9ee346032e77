import { Button, Stack } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { Notice } from '../feedback/notice.tsx'
import { ActionBar } from '../forms/action-bar.tsx'
import { LeaveGuard } from '../forms/leave-guard.tsx'
import { MessagePage } from '../page/message-page.tsx'
import { PageHeader } from '../page/page-header.tsx'
import { formatDay, formatExactTime } from '../values/format-time.ts'
import { discardNewSecret, type NewSecret, newSecretOf } from './new-secret.ts'

interface NewSecretPageProps {
  /** Of the client */
  clientKey: string
  /** Where all clients of the kind are listed */
  list: { label: string; to: '/api-clients' | '/sign-in-applications' }
  /** `To the API client` */
  backLabel: string
  /** Who reads the secret: `your program` */
  reader: string
  /** What generating another one would mean */
  lost: string
  /** The secret, and what to do with it */
  children(secret: NewSecret): ReactNode
}

/** Shows a new secret of a client, once. */
export function NewSecretPage({ clientKey, ...page }: NewSecretPageProps) {
  const [secret] = useState(() => newSecretOf(clientKey))
  useEffect(() => discardNewSecret, [])
  return secret ? (
    <Content secret={secret} {...page} />
  ) : (
    <ShownBefore back={`${page.list.to}/${clientKey}`} label={page.backLabel} />
  )
}

function Content({
  secret,
  list,
  reader,
  lost,
  children,
}: Omit<NewSecretPageProps, 'clientKey'> & { secret: NewSecret }) {
  const { key, name, secretExpiresAt, formerSecretExpiresAt } = secret
  const navigate = useNavigate()
  const finish = () => navigate({ to: `${list.to}/$key`, params: { key }, replace: true, ignoreBlocker: true })
  return (
    <>
      <PageHeader
        title={`Credentials of ${name}`}
        description={`The secret works until ${formatDay(secretExpiresAt, 'UTC')}, 23:59 UTC.`}
        trail={[list]}
      />
      <Stack gap="md">
        <Notice tone="warning" title="Copy the secret now">
          It is shown this one time only: Portico keeps no copy that anybody could read. Keep it where {reader} reads
          its secrets, never in its source code.
          {formerSecretExpiresAt && ` The former secret works until ${formatExactTime(formerSecretExpiresAt)}.`}
        </Notice>
        {children(secret)}
        <ActionBar>
          <Button onClick={finish}>I have stored the secret</Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive title="Have you stored the secret?" leaveLabel="Leave without it">
        It cannot be shown again. If it is lost, you can generate a new one{lost}.
      </LeaveGuard>
    </>
  )
}

/** After a reload, or for a link to this page. */
const ShownBefore = ({ back, label }: { back: string; label: string }) => (
  <MessagePage
    title="The secret was shown once"
    icon={IconEyeOff}
    action={
      <Button component={Link} to={back} variant="default">
        {label}
      </Button>
    }
  >
    It cannot be shown again. If nobody stored it, generate a new one.
  </MessagePage>
)
