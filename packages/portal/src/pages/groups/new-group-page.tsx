import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { NewGroupForm } from './new-group-form.tsx'

/** A new group, in an environment in which the member may manage groups. */
export default function NewGroupPage() {
  const session = useSession()
  const { environment } = useSearch({ strict: false })
  const { data, error, refetch } = useQuery(environmentsQuery)
  const environments = data?.filter(({ key }) => session.may(permission.manageEndUserGroups, key))
  const first = environments?.find(({ key }) => key === environment) ?? (environments?.length === 1 && environments[0])
  return (
    <>
      <PageHeader title="Create group" trail={[{ label: 'End-user groups', to: '/groups' }]} />
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {environments ? (
        <NewGroupForm environments={environments} environmentKey={first ? first.key : null} />
      ) : (
        !error && <Skeleton h={420} />
      )}
    </>
  )
}
