import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { ApiCallers } from './api-callers.tsx'
import { ApiSettings } from './api-settings.tsx'
import { registeredApiQuery } from './queries.ts'

/** One registered API: what it is, its scopes, and who has which of them. */
export default function ApiPage() {
  const { t } = useLingui()
  const parts = [
    { name: 'settings', label: t`Settings` },
    { name: 'callers', label: t`Callers` },
  ] as const
  const { key } = useParams({ from: '/shell/registered-apis/$key' })
  const session = useSession()
  const { data: api, error, refetch } = useQuery(registeredApiQuery(key))
  const shown = [...parts, ...useActivityPart()]
  const part = usePagePart(shown)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={api?.name}
        trail={[{ label: t`APIs`, to: '/registered-apis' }]}
        aside={api && <StatusBadge status={api.isActive ? 'Active' : 'Inactive'} isOfThing />}
        actions={
          api &&
          session.may(permission.manageAuthentication) && (
            <Button
              renderRoot={(props) => <Link to="/registered-apis/$key/edit" params={{ key }} {...props} />}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              <Trans>Edit</Trans>
            </Button>
          )
        }
      />
      <PageParts parts={shown} current={part} />
      {!api && <Skeleton h={320} aria-busy />}
      {api && part === 'settings' && <ApiSettings api={api} />}
      {api && part === 'callers' && <ApiCallers api={api} />}
      {api && part === 'activity' && <Activity filter={{ entityKey: api.key }} />}
    </>
  )
}
