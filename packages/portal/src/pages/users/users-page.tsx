import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconFileImport, IconUser, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { BulkChangeDialog } from '../../components/bulk/bulk-change-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { nameOf } from './name-of.ts'
import { PersonCell } from './person-cell.tsx'
import { type ListedUser, userFilters, usersQuery } from './queries.ts'
import { usePrefetchedNextPage } from './use-prefetched-next-page.ts'
import classes from './users.module.css'
import { UsersFilters } from './users-filters.tsx'

// Not before somebody is selected
const UsersSelection = lazy(() => import('./users-selection.tsx'))

/** The users whom the member may see. */
export default function UsersPage() {
  const { t, i18n } = useLingui()
  const session = useSession()
  const state = useListState({ id: 'users', sort: 'name', filters: userFilters })
  const selection = useSelection<ListedUser>(({ key }) => key, JSON.stringify([state.search, state.filters]))
  const query = useQuery(usersQuery(state))
  usePrefetchedNextPage(state, query.isPlaceholderData ? undefined : query.data?.page.totalResults)
  const mayImport = session.may(permission.manageUsers)
  const mayInvite = session.may([permission.manageUsers, permission.manageEndUserAccess])
  return (
    <>
      <ListPage
        title={t`Users`}
        description={i18n._(
          whoIsShown(session.may(permission.viewMembers), session.mayEverywhere(permission.viewEndUsers)),
        )}
        actions={
          mayInvite && (
            <>
              {mayImport && (
                <Button
                  component={Link}
                  to="/users/import"
                  variant="default"
                  leftSection={<IconFileImport size={16} aria-hidden />}
                >
                  <Trans context="of a button">Import</Trans>
                </Button>
              )}
              <Button component={Link} to="/users/invite" leftSection={<IconUserPlus size={16} aria-hidden />}>
                <Trans>Invite</Trans>
              </Button>
            </>
          )
        }
        state={state}
        query={query}
        columns={useColumns()}
        keyOf={({ key }) => key}
        nameOf={nameOf}
        selection={selection}
        selectionActions={
          <Suspense>
            <UsersSelection selection={selection} state={state} total={query.data?.page.totalResults ?? 0} />
          </Suspense>
        }
        searchLabel={t`Search by name, e-mail or username`}
        searchHint={t`Name, e-mail, username`}
        filters={<UsersFilters state={state} />}
        empty={
          <EmptyState
            icon={IconUser}
            title={t`No users yet`}
            action={
              mayInvite && (
                <Button component={Link} to="/users/invite">
                  <Trans>Invite user</Trans>
                </Button>
              )
            }
          >
            <Trans>Members administer the organization and build its assets. End users use the applications.</Trans>
          </EmptyState>
        }
      />
      <BulkChangeDialog />
    </>
  )
}

/** Explains why a user may be missing in the list. */
function whoIsShown(seesMembers: boolean, seesAllEndUsers: boolean): MessageDescriptor {
  if (seesMembers && seesAllEndUsers) return msg`Members, who administer and build, and end users of the applications.`
  if (seesMembers) return msg`You see members, and end users of the stages in which you may view them.`
  return msg`You see users with end-user roles in the stages in which you may view end users.`
}

function useColumns(): Column<ListedUser>[] {
  const { t } = useLingui()
  return [
    {
      header: t`Name`,
      sort: 'name',
      render: (user) => <PersonCell user={user} access={<Access {...user.access} />} />,
    },
    {
      header: t`E-mail`,
      sort: 'email',
      from: 'md',
      isSaidElsewhere: true,
      render: ({ email }) => (
        <Text
          inherit
          c={email ? undefined : 'dimmed'}
          className={`${classes.clipped} ${classes.email}`}
          title={email ?? ''}
        >
          <bdi>{email ?? t({ message: 'None', context: 'of a field' })}</bdi>
        </Text>
      ),
    },
    {
      id: 'access',
      header: t`Access`,
      from: 'md',
      isSaidElsewhere: true,
      width: 180,
      render: ({ access }) => (
        <span className={classes.whole}>
          <Access {...access} />
        </span>
      ),
    },
    {
      header: t`Status`,
      sort: 'status',
      from: 'xs',
      width: 150,
      render: ({ status }) => <StatusBadge status={status} />,
    },
    {
      header: t`Last sign-in`,
      sort: 'lastLoginAt',
      from: 'sm',
      width: 150,
      render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} />,
    },
  ]
}

function Access({ hasOrganizationRoles, hasApplicationRoles }: ListedUser['access']) {
  const { t } = useLingui()
  if (hasOrganizationRoles && hasApplicationRoles) return t`Member, end user`
  if (hasOrganizationRoles) return t`Member`
  if (hasApplicationRoles) return t`End user`
  return (
    <Quiet>
      <Trans context="access">None</Trans>
    </Quiet>
  )
}
