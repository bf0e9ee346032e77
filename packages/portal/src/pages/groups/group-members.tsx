import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Button, Group as Row, Tooltip } from '@mantine/core'
import { IconUserMinus, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { BulkChangeDialog } from '../../components/bulk/bulk-change-dialog.tsx'
import { TargetAction } from '../../components/bulk/target-action.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { useSelection } from '../../components/lists/use-selection.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { PersonLines } from '../../components/people/person-lines.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AddMembersDialog } from './add-members-dialog.tsx'
import { type Group, type Member, matchingMembers, membersQuery, nameOfMember } from './queries.ts'
import { RemoveMemberDialog } from './remove-dialogs.tsx'

/** The members of the group: assigned, mapped or both. */
export function GroupMembers({ group }: { group: Group }) {
  const { t } = useLingui()
  const membershipLabels = useMembershipLabels()
  const state = useListState({ id: 'group-members', sort: 'name', filters: ['membership'] })
  const scope = JSON.stringify([group.key, state.search, state.filters])
  const selection = useSelection<Member>(({ user }) => user.key, scope)
  const query = useQuery(membersQuery(group.key, state))
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<Member>()
  const adding = useRef<HTMLButtonElement>(null)
  const add = (
    <Button ref={adding} leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      <Trans>Add members</Trans>
    </Button>
  )
  const isEmpty = query.data?.results.length === 0 && !state.isNarrowed
  return (
    <>
      <PartIntro actions={isEmpty ? null : add}>
        <Trans>Members are assigned by an administrator, mapped by a claim when they sign in, or both.</Trans>
      </PartIntro>
      <List
        title={t`Members`}
        state={state}
        query={query}
        columns={useColumns(setRemoved)}
        keyOf={({ user }) => user.key}
        nameOf={nameOfMember}
        selection={selection}
        selectionActions={
          <TargetAction
            action="RemoveFromGroup"
            target={group.key}
            selection={selection}
            keyOf={({ user }) => user.key}
            matching={matchingMembers(group.key, state)}
            total={query.data?.page.totalResults ?? 0}
          />
        }
        searchLabel={t`Search by name or e-mail`}
        filters={
          <FilterSelect
            label={t`Membership`}
            any={t`Any membership`}
            options={Object.entries(membershipLabels).map(([value, label]) => ({ value, label }))}
            value={state.filters.membership}
            onChange={(value) => state.setFilter('membership', value)}
          />
        }
        empty={
          <EmptyState icon={IconUsers} title={t`No members yet`} action={add}>
            <Trans>Add users here, or let a claim mapping add them when they sign in.</Trans>
          </EmptyState>
        }
      />
      <BulkChangeDialog />
      <AddMembersDialog group={group} isOpen={isAdding} onClose={() => setAdding(false)} />
      <RemoveMemberDialog
        group={group}
        member={removed}
        onClose={() => setRemoved(undefined)}
        // The button that opened the dialog is gone with its row.
        onRemoved={() => adding.current?.focus()}
      />
    </>
  )
}

function useMembershipLabels(): Record<Member['membershipTypes'][number], string> {
  const { t } = useLingui()
  return { Assigned: t`Assigned`, Mapped: t`Mapped at sign-in` }
}

function useColumns(onRemove: (member: Member) => void): Column<Member>[] {
  const { t } = useLingui()
  const membershipLabels = useMembershipLabels()
  return [
    {
      header: t`Name`,
      sort: 'name',
      render: ({ user }) => <PersonLines person={user} />,
    },
    {
      id: 'membership',
      header: t`Membership`,
      width: 190,
      from: 'xs',
      render: ({ membershipTypes }) => (
        <Row gap={6}>
          {membershipTypes.map((type) => (
            <Badge key={type} variant="default" tt="none" fw={500}>
              {membershipLabels[type]}
            </Badge>
          ))}
        </Row>
      ),
    },
    {
      header: t`Status`,
      width: 190,
      from: 'md',
      sort: 'status',
      render: ({ user }) => <StatusBadge status={user.status} />,
    },
    {
      header: t`Last sign-in`,
      width: 160,
      from: 'lg',
      sort: 'lastLoginAt',
      render: ({ user }) => <TimeAgo time={user.lastLoginAt} />,
    },
    {
      header: t`Remove`,
      isHeaderHidden: true,
      width: 70,
      align: 'end',
      render: (member) => <RemoveButton member={member} onRemove={onRemove} />,
    },
  ]
}

function RemoveButton({ member, onRemove }: { member: Member; onRemove: (member: Member) => void }) {
  const { t } = useLingui()
  const isAssigned = member.membershipTypes.includes('Assigned')
  const name = nameOfMember(member)
  const reason = t`Mapped by a claim: the identity provider decides at each sign-in`
  const locked = t`${name} cannot be removed here. ${reason}`
  return (
    <Tooltip label={isAssigned ? t`Remove` : reason} multiline maw={280}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="dimmed"
        aria-label={isAssigned ? t`Remove ${name}` : locked}
        {...(isAssigned ? { onClick: () => onRemove(member) } : { 'aria-disabled': true, 'data-disabled': true })}
      >
        <IconUserMinus size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
