import { Stack } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { DormantAccounts } from './dormant-accounts.tsx'
import { EndingCertificates } from './ending-certificates.tsx'
import { ExpiringSecrets } from './expiring-secrets.tsx'
import { GettingStarted } from './getting-started.tsx'
import classes from './home.module.css'
import { QuickLinks } from './quick-links.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { SignIns } from './sign-ins.tsx'
import { UsersByStatus } from './users-by-status.tsx'

/** The home page: first steps, what needs attention, recent activity. Each part needs its permission. */
export default function HomePage() {
  const { user, organization, permissions, may } = useSession()
  const hasAny = permissions.length > 0
  const maySeeUsers = may([permission.manageUsers, permission.viewMembers, permission.viewEndUsers])
  const hasMore = maySeeUsers || may([permission.manageApiClients, permission.viewAuditTrail])
  return (
    <>
      <PageHeader
        title="Home"
        description={
          <>
            You are signed in to <bdi>{organization.name}</bdi> as <bdi>{user.name ?? user.email}</bdi>.
          </>
        }
      />
      <Stack gap="md">
        {may(permission.manageAuthentication) && <EndingCertificates />}
        {hasAny && <GettingStarted />}
        <div className={classes.parts}>
          {hasAny && <SignIns />}
          {maySeeUsers && <UsersByStatus />}
          {may(permission.manageUsers) && <DormantAccounts />}
          {may(permission.manageApiClients) && <ExpiringSecrets />}
          {may(permission.viewAuditTrail) && <RecentChanges />}
        </div>
        {!hasMore && <QuickLinks />}
      </Stack>
    </>
  )
}
