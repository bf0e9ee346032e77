import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconCopyPlus, IconPencil, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useActivityPart } from '../../components/activity/activity.tsx'
import { ActorActivity } from '../../components/activity/actor-activity.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { ApisSection } from './apis-section.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { GenerateSecretDialog } from './generate-secret-dialog.tsx'
import { Overview } from './overview.tsx'
import { PermissionsSection } from './permissions-section.tsx'
import { apiClientQuery } from './queries.ts'
import { TrySection } from './try-it/try-section.tsx'
import { UseSection } from './use-section.tsx'

/** One API client: its details, what it may do, and whether it works. */
export default function ApiClientPage() {
  const { t } = useLingui()
  const parts = [
    { name: 'overview', label: t`Overview` },
    { name: 'permissions', label: t`Permissions` },
    { name: 'apis', label: t`APIs` },
    { name: 'use', label: t`Use` },
    { name: 'try-it', label: t`Try it` },
  ] as const
  const { key } = useParams({ from: '/shell/api-clients/$key' })
  const { data: client, error, refetch } = useQuery(apiClientQuery(key))
  const shown = [...parts, ...useActivityPart()]
  const part = usePagePart(shown)
  const [dialog, setDialog] = useState<'edit' | 'secret'>()
  const close = (): void => setDialog(undefined)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={client?.name}
        trail={[{ label: t`API clients`, to: '/api-clients' }]}
        aside={client && <StatusBadge status={client.status} />}
        actions={
          client && (
            <>
              <Button
                variant="default"
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={() => setDialog('edit')}
              >
                <Trans>Edit</Trans>
              </Button>
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/api-clients/new" search={{ from: key }} {...props} />}
                leftSection={<IconCopyPlus size={16} aria-hidden />}
              >
                <Trans>Duplicate</Trans>
              </Button>
              <Button
                // No secret gets a token before somebody resumes the client.
                variant={client.status === 'Suspended' ? 'default' : 'filled'}
                leftSection={<IconRefresh size={16} aria-hidden />}
                onClick={() => setDialog('secret')}
              >
                <Trans>Generate new secret</Trans>
              </Button>
            </>
          )
        }
      />
      <PageParts parts={shown} current={part} />
      {client ? (
        <>
          {part === 'overview' && <Overview client={client} />}
          {part === 'permissions' && <PermissionsSection client={client} />}
          {part === 'apis' && <ApisSection client={client} />}
          {part === 'use' && <UseSection client={client} />}
          {part === 'try-it' && <TrySection client={client} />}
          {part === 'activity' && <ActorActivity actorKey={client.key} name={client.name} />}
          <EditDialog client={client} isOpen={dialog === 'edit'} onClose={close} />
          <GenerateSecretDialog client={client} isOpen={dialog === 'secret'} onClose={close} />
        </>
      ) : (
        <Stack aria-busy>
          <Skeleton h={300} />
          <Skeleton h={160} />
        </Stack>
      )}
    </>
  )
}
