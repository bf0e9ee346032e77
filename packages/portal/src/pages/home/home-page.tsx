import { Trans, useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { DormantAccounts } from './dormant-accounts.tsx'
import { EndingCertificates } from './ending-certificates.tsx'
import { ExpiringSecrets } from './expiring-secrets.tsx'
import { GettingStarted } from './getting-started.tsx'
import classes from './home.module.css'
import { overviewQuery } from './queries.ts'
import { QuickLinks } from './quick-links.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { SignIns } from './sign-ins.tsx'
import { UsersByStatus } from './users-by-status.tsx'

/** The home page: first steps, what needs attention, recent activity. Each part needs its permission. */
export default function HomePage() {
  const { t } = useLingui()
  const { user, organization, permissions, may } = useSession()
  const hasAny = permissions.length > 0
  const maySeeUsers = may([permission.manageUsers, permission.viewMembers, permission.viewEndUsers])
  const hasMore = maySeeUsers || may([permission.manageApiClients, permission.viewAuditTrail])
  const person = user.name ?? user.email
  return (
    <>
      <PageHeader
        title={t`Home`}
        description={
          <Trans>
            You are signed in to <bdi>{organization.name}</bdi> as <bdi>{person}</bdi>.
          </Trans>
        }
      />
      <Stack gap="md">
        {hasAny && <Parts maySeeUsers={maySeeUsers} />}
        {!hasMore && <QuickLinks />}
      </Stack>
    </>
  )
}

function Parts({ maySeeUsers }: { maySeeUsers: boolean }) {
  const { may } = useSession()
  const { data, error, refetch } = useQuery(overviewQuery)
  if (error && !data) return <ErrorPanel error={error} onRetry={() => refetch()} />
  // What a member may see can have changed since the session was read: then the answer has nothing to show there.
  const shows = (isAllowed: boolean, part: unknown) => isAllowed && part !== null
  return (
    <>
      {data?.endingCertificates && <EndingCertificates certificates={data.endingCertificates} />}
      <GettingStarted steps={data?.firstSteps} />
      <div className={classes.parts}>
        <SignIns days={data?.signInDays} />
        {shows(maySeeUsers, data?.usersByStatus) && <UsersByStatus counts={data?.usersByStatus ?? undefined} />}
        {shows(may(permission.manageUsers), data?.dormantUsers) && (
          <DormantAccounts dormant={data?.dormantUsers ?? undefined} />
        )}
        {shows(may(permission.manageApiClients), data?.expiringApiClients) && (
          <ExpiringSecrets clients={data?.expiringApiClients ?? undefined} />
        )}
        {shows(may(permission.viewAuditTrail), data?.recentChanges) && (
          <RecentChanges entries={data?.recentChanges ?? undefined} />
        )}
      </div>
    </>
  )
}
