import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { permission } from '../../api/permission-names.ts'
import { type Needs, useSession } from '../../api/session.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { type PagePart, PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { breakable } from '../../components/values/breakable.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { EndUserAccess } from './end-user-access.tsx'
import { nameOf } from './name-of.ts'
import { OrganizationAccess } from './organization-access.tsx'
import { UserPermissions } from './permissions/user-permissions.tsx'
import { type User, userQuery } from './queries.ts'
import { UserSignIn } from './sign-in/user-sign-in.tsx'
import { UserActions } from './user-actions.tsx'
import { UserActivity } from './user-activity.tsx'
import { UserGroups } from './user-groups.tsx'
import { UserOverview } from './user-overview.tsx'

interface UserPart extends Omit<PagePart, 'label'> {
  label: MessageDescriptor
  needs?: Needs
  content: ComponentType<{ user: User }>
}

const parts: UserPart[] = [
  { name: 'overview', label: msg`Overview`, content: UserOverview },
  {
    name: 'organization-access',
    label: msg`Organization access`,
    needs: [permission.viewMembers, permission.manageUsers],
    content: OrganizationAccess,
  },
  {
    name: 'permissions',
    label: msg`Permissions`,
    needs: [permission.viewMembers, permission.manageUsers],
    content: UserPermissions,
  },
  { name: 'end-user-access', label: msg`End-user access`, needs: permission.viewEndUsers, content: EndUserAccess },
  { name: 'groups', label: msg`Groups`, needs: permission.manageEndUserGroups, content: UserGroups },
  { name: 'sign-in', label: msg`Sign-in`, needs: permission.manageUsers, content: UserSignIn },
  { name: 'activity', label: msg`Activity`, needs: permission.viewAuditTrail, content: UserActivity },
]

/** One user: who they are, what they may do and where that comes from. */
export default function UserPage() {
  const { key } = useParams({ from: '/shell/users/$key' })
  const { t } = useLingui()
  const { data: user, error, refetch } = useQuery(userQuery(key))
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={user && nameOf(user)}
        aside={user && <StatusBadge status={user.status} />}
        trail={[{ label: t`Users`, to: '/users' }]}
        actions={user && <UserActions user={user} />}
        description={user?.name && user.email ? <bdi>{breakable(user.email)}</bdi> : undefined}
      />
      {user ? <UserParts user={user} /> : <Skeleton h={360} />}
    </>
  )
}

/** The part that the URL names. */
function UserParts({ user }: { user: User }) {
  const session = useSession()
  const { i18n } = useLingui()
  const shown = parts
    .filter(({ needs }) => needs === undefined || session.may(needs))
    .map((part) => ({ ...part, label: i18n._(part.label) }))
  const current = usePagePart(shown)
  const Content = shown.find(({ name }) => name === current)?.content ?? UserOverview
  return (
    <>
      {shown.length > 1 && <PageParts parts={shown} current={current} />}
      <Content user={user} />
    </>
  )
}
