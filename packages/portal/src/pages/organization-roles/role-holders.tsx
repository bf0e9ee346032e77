import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { BulkChangeDialog } from '../../components/bulk/bulk-change-dialog.tsx'
import { peopleChoices } from '../../components/bulk/people-choices.ts'
import { PeopleDialog } from '../../components/bulk/people-dialog.tsx'
import { TargetAction } from '../../components/bulk/target-action.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { PersonLines } from '../../components/people/person-lines.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { type Holder, holdersQuery, type Role } from './queries.ts'

/** Who holds the role at this moment, for the organization or for an asset. */
export function RoleHolders({ role }: { role: Role }) {
  const { t } = useLingui()
  const mayGrant = useSession().may(permission.manageMemberAccess)
  const state = useListState({ id: 'role-holders', sort: 'name' })
  const selection = useSelection<Holder>(({ key }) => key, JSON.stringify([role.key, state.search]))
  const [isGranting, setGranting] = useState(false)
  const query = useQuery(holdersQuery(role.key, state))
  const grant = mayGrant && (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setGranting(true)}>
      <Trans>Grant to people</Trans>
    </Button>
  )
  const isEmpty = query.data?.results.length === 0 && !state.isNarrowed
  return (
    <>
      <PartIntro actions={isEmpty ? null : grant}>
        <Trans>
          These users hold the role at this moment, for the whole organization or for single assets. For single assets
          it is granted and revoked on the page of a user.
        </Trans>
      </PartIntro>
      <List
        title={t`Users who hold the role`}
        state={state}
        query={query}
        columns={useColumns()}
        keyOf={({ key }) => key}
        nameOf={({ key, name, email }) => name || email || key}
        searchLabel={t`Search users by name or e-mail`}
        searchHint={t`Search by name or e-mail`}
        {...(mayGrant && {
          selection,
          selectionActions: (
            <TargetAction
              action="RevokeOrganizationRole"
              target={role.key}
              selection={selection}
              keyOf={({ key }) => key}
              matching={{ organizationRoleKey: role.key, nameOrEmailContains: state.search || undefined }}
              total={query.data?.page.totalResults ?? 0}
            />
          ),
        })}
        empty={
          <EmptyState icon={IconUsers} title={t`Nobody holds this role now`} action={grant}>
            <Trans>Grant it to people here, or when you invite them.</Trans>
          </EmptyState>
        }
      />
      <BulkChangeDialog />
      <PeopleDialog
        action="GrantOrganizationRole"
        target={role.key}
        title={t`Grant the role`}
        isOpen={isGranting}
        onClose={() => setGranting(false)}
        choices={peopleChoices}
      />
    </>
  )
}

function useColumns(): Column<Holder>[] {
  const { t } = useLingui()
  return [
    {
      header: t`Name`,
      sort: 'name',
      render: (person) => <PersonLines person={person} />,
    },
    {
      header: t`Status`,
      sort: 'status',
      width: 200,
      from: 'xs',
      render: ({ status }) => <StatusBadge status={status} />,
    },
    {
      header: t`Last sign-in`,
      sort: 'lastLoginAt',
      width: 170,
      from: 'sm',
      render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} />,
    },
  ]
}
