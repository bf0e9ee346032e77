import { Button, Group, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import type { Choice } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { GroupsField } from './groups-field.tsx'
import { nameOf } from './name-of.ts'
import { invalidateMemberships, type Membership, membershipFilters, membershipsQuery, type User } from './queries.ts'
import { useEnvironments } from './use-environments.ts'

/** The groups of a user, assigned and mapped, in the environments in which the member may manage groups. */
export function UserGroups({ user }: { user: User }) {
  const state = useListState({ sort: 'name', filters: membershipFilters })
  const query = useQuery(membershipsQuery(user.key, state))
  const { environments, nameOf: environmentName } = useEnvironments(permission.manageEndUserGroups)
  const [isAdding, setAdding] = useState(false)
  const [left, setLeft] = useState<Membership>()
  const addButton = <Button onClick={() => setAdding(true)}>Add to groups</Button>
  // While it loads, as if there were some, so that the layout does not shift.
  const hasSome = state.isNarrowed || query.data?.results.length !== 0
  return (
    <>
      {hasSome && (
        <Group justify="space-between" mb="md">
          <Text c="dimmed" size="sm" maw={640}>
            Each group belongs to one environment and gives its application roles to its members.
          </Text>
          {addButton}
        </Group>
      )}
      <List
        title="Groups"
        state={state}
        query={query}
        columns={columnsOf(environmentName, setLeft)}
        keyOf={({ group }) => group.key}
        searchLabel="Search by name"
        filters={
          <FilterSelect
            label="Environment"
            any="Any environment"
            options={environments.map(({ key, name }) => ({ value: key, label: name }))}
            value={state.filters.environment}
            onChange={(value) => state.setFilter('environment', value)}
          />
        }
        empty={
          <EmptyState icon={IconUsersGroup} title="In no group" action={addButton}>
            Groups give the same application roles to many users at once, by hand or by what an identity provider says.
          </EmptyState>
        }
      />
      <AddToGroupsDialog user={user} isOpen={isAdding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        isOpen={left !== undefined}
        onClose={() => setLeft(undefined)}
        title="Take the user out of the group?"
        confirmLabel="Take out"
        isDangerous
        onConfirm={async () => {
          await changeGroup(left?.group.key ?? '', { userKeysToRemove: [user.key] })
          notifyOfSuccess('The user is out of the group')
          await invalidateMemberships()
        }}
      >
        <bdi>{nameOf(user)}</bdi> loses the application roles of <bdi>{left?.group.name}</bdi>, unless they come from
        elsewhere as well.
        {left?.membershipTypes.includes('Mapped') && ' The membership that an identity provider maps stays.'}
      </ConfirmDialog>
    </>
  )
}

const changeGroup = (key: string, body: { userKeysToAdd?: string[]; userKeysToRemove?: string[] }): Promise<void> =>
  completed(identityApi.PATCH('/groups/{key}/users', { params: { path: { key } }, body }))

const membershipLabels = { Assigned: 'Assigned', Mapped: 'Mapped at sign-in' }

function columnsOf(environmentName: (key: string) => string, onLeave: (one: Membership) => void): Column<Membership>[] {
  return [
    {
      header: 'Group',
      render: ({ group }) => (
        <ItemLink to={`/groups/${group.key}`}>
          <bdi>{group.name}</bdi>
        </ItemLink>
      ),
    },
    { header: 'Environment', render: ({ group }) => environmentName(group.environmentKey) },
    {
      header: 'Membership',
      from: 'sm',
      render: ({ membershipTypes }) => membershipTypes.map((type) => membershipLabels[type]).join(', '),
    },
    {
      header: 'Actions',
      isHeaderHidden: true,
      align: 'right',
      width: 130,
      render: (membership) =>
        membership.membershipTypes.includes('Assigned') && (
          <Button
            variant="default"
            size="xs"
            aria-label={`Take out of ${membership.group.name} in ${environmentName(membership.group.environmentKey)}`}
            onClick={() => onLeave(membership)}
          >
            Take out
          </Button>
        ),
    },
  ]
}

interface AddDialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

function AddToGroupsDialog({ user, isOpen, onClose }: AddDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title="Add to groups">
      <AddForm user={user} onClose={onClose} />
    </FormDialog>
  )
}

function AddForm({ user, onClose }: Omit<AddDialogProps, 'isOpen'>) {
  const form = useForm<{ groups: Choice[] }>({
    initial: { groups: [] },
    check: ({ groups }) => (groups.length > 0 ? {} : { groups: 'Choose at least one group.' }),
    async save({ groups }) {
      try {
        for (const { value: key } of groups) await changeGroup(key, { userKeysToAdd: [user.key] })
      } finally {
        await invalidateMemberships()
      }
      notifyOfSuccess(`${nameOf(user)} is in ${groups.length === 1 ? 'the group' : 'the groups'}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Add" onCancel={onClose}>
      <GroupsField
        value={form.values.groups}
        onChange={(groups) => form.set('groups', groups)}
        error={form.errors.groups}
      />
    </FormFrame>
  )
}
