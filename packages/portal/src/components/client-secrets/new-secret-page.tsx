import { Trans, useLingui } from '@lingui/react/macro'
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
  /** What generating another one would mean, as a sentence; empty: nothing */
  lost: string
  /** The part of the client's page that comes next; its first one unless given */
  next?: string | undefined
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
  next,
  children,
}: Omit<NewSecretPageProps, 'clientKey'> & { secret: NewSecret }) {
  const { t } = useLingui()
  const { key, name, secretExpiresAt, formerSecretExpiresAt } = secret
  const day = formatDay(secretExpiresAt, 'UTC')
  const formerEnd = formerSecretExpiresAt && formatExactTime(formerSecretExpiresAt)
  const navigate = useNavigate()
  const finish = () => {
    const search = next === undefined ? {} : { part: next }
    return navigate({ to: `${list.to}/$key`, params: { key }, search, replace: true, ignoreBlocker: true })
  }
  return (
    <>
      <PageHeader
        title={t`Credentials of ${name}`}
        description={t`The secret expires on ${day}, 23:59 UTC.`}
        trail={[list, { label: name, to: `${list.to}/${key}` }]}
      />
      <Stack gap="md">
        <Notice tone="warning" title={t`Copy the secret now`}>
          <Trans>
            It is shown this one time only: Portico keeps no copy that anybody could read. Keep it where {reader} reads
            its secrets, never in its source code.
          </Trans>
          {formerEnd && ` ${t`The former secret works until ${formerEnd}.`}`}
        </Notice>
        {children(secret)}
        <ActionBar>
          <Button onClick={finish}>
            <Trans>I have stored the secret</Trans>
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive title={t`Have you stored the secret?`} leaveLabel={t`Leave without it`}>
        <Trans>It cannot be shown again. If it is lost, you can generate a new one.</Trans> {lost}
      </LeaveGuard>
    </>
  )
}

/** After a reload, or for a link to this page. */
function ShownBefore({ back, label }: { back: string; label: string }) {
  const { t } = useLingui()
  return (
    <MessagePage
      title={t`The secret was shown once`}
      icon={IconEyeOff}
      action={
        <Button component={Link} to={back} variant="default">
          {label}
        </Button>
      }
    >
      <Trans>It cannot be shown again. If nobody stored it, generate a new one.</Trans>
    </MessagePage>
  )
}
