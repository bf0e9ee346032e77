import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { missingToGive } from '../../api/missing-to-give.ts'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { NewGroupForm } from './new-group-form.tsx'

/** A new group, in an environment in which the member may manage groups. The others say why they cannot be chosen. */
export default function NewGroupPage() {
  const { t } = useLingui()
  const session = useSession()
  const { environment } = useSearch({ strict: false })
  const { data, error, refetch } = useQuery(environmentsQuery)
  const environments = data?.map(({ key, name }) => {
    const given = new Map([[permission.manageEndUserGroups, new Set([key])]])
    const missing = missingToGive(session.permissions, given)
    const names = namesOfMissing(missing)
    return { key, name, reason: missing.length > 0 ? t`You do not hold ${names} there.` : undefined }
  })
  const managed = environments?.filter(({ reason }) => reason === undefined)
  const first = managed?.find(({ key }) => key === environment) ?? (managed?.length === 1 && managed[0])
  return (
    <>
      <PageHeader title={t`Create group`} trail={[{ label: t`End-user groups`, to: '/groups' }]} />
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {environments ? (
        <NewGroupForm environments={environments} environmentKey={first ? first.key : null} />
      ) : (
        !error && <Skeleton h={420} />
      )}
    </>
  )
}
