import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const state = useListState({ sort: 'name', filters: membershipFilters })
  const query = useQuery(membershipsQuery(user.key, state))
  const { environments, nameOf: environmentName } = useEnvironments(permission.manageEndUserGroups)
  const [isAdding, setAdding] = useState(false)
  const [left, setLeft] = useState<Membership>()
  const addButton = (
    <Button onClick={() => setAdding(true)}>
      <Trans>Add to groups</Trans>
    </Button>
  )
  const person = nameOf(user)
  const group = left?.group.name
  // While it loads, as if there were some, so that the layout does not shift.
  const hasSome = state.isNarrowed || query.data?.results.length !== 0
  return (
    <>
      {hasSome && (
        <Group justify="space-between" mb="md">
          <Text c="dimmed" size="sm" maw={640}>
            <Trans>Each group belongs to one stage and gives its end-user roles to its members.</Trans>
          </Text>
          {addButton}
        </Group>
      )}
      <List
        title={t`Groups`}
        state={state}
        query={query}
        columns={useColumns(environmentName, setLeft)}
        keyOf={({ group }) => group.key}
        searchLabel={t`Search by name`}
        filters={
          <FilterSelect
            label={t`Stage`}
            any={t`Any stage`}
            options={environments.map(({ key, name }) => ({ value: key, label: name }))}
            value={state.filters.environment}
            onChange={(value) => state.setFilter('environment', value)}
          />
        }
        empty={
          <EmptyState icon={IconUsersGroup} title={t`In no group`} action={addButton}>
            <Trans>
              Groups give the same end-user roles to many users at once, by hand or by what an identity provider says.
            </Trans>
          </EmptyState>
        }
      />
      <AddToGroupsDialog user={user} isOpen={isAdding} onClose={() => setAdding(false)} />
      <ConfirmDialog
        isOpen={left !== undefined}
        onClose={() => setLeft(undefined)}
        title={t`Remove the user from the group?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await changeGroup(left?.group.key ?? '', { userKeysToRemove: [user.key] })
          notifyOfSuccess(t`The user was removed from the group`)
          await invalidateMemberships()
        }}
      >
        <Trans>
          <bdi>{person}</bdi> loses the end-user roles of <bdi>{group}</bdi>, unless they come from elsewhere as well.
        </Trans>{' '}
        {left?.membershipTypes.some((type) => type === 'Mapped') && (
          <Trans>The membership that an identity provider maps stays.</Trans>
        )}
      </ConfirmDialog>
    </>
  )
}

const changeGroup = (key: string, body: { userKeysToAdd?: string[]; userKeysToRemove?: string[] }): Promise<void> =>
  completed(identityApi.PATCH('/groups/{key}/users', { params: { path: { key } }, body }))

function useColumns(
  environmentName: (key: string) => string,
  onLeave: (one: Membership) => void,
): Column<Membership>[] {
  const { t } = useLingui()
  const membershipLabels = { Assigned: t`Assigned`, Mapped: t`Mapped at sign-in` }
  const removeLabel = (group: string, stage: string): string => t`Remove from ${group} in ${stage}`
  return [
    {
      header: t`Group`,
      render: ({ group }) => (
        <ItemLink to={`/groups/${group.key}`}>
          <bdi>{group.name}</bdi>
        </ItemLink>
      ),
    },
    { header: t`Stage`, from: 'xs', render: ({ group }) => environmentName(group.environmentKey) },
    {
      header: t`Membership`,
      from: 'sm',
      render: ({ membershipTypes }) => membershipTypes.map((type) => membershipLabels[type]).join(', '),
    },
    {
      header: t`Actions`,
      isHeaderHidden: true,
      align: 'end',
      width: 130,
      render: (membership) =>
        membership.membershipTypes.some((type) => type === 'Assigned') && (
          <Button
            variant="default"
            size="xs"
            aria-label={removeLabel(membership.group.name ?? '', environmentName(membership.group.environmentKey))}
            onClick={() => onLeave(membership)}
          >
            <Trans>Remove</Trans>
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
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Add to groups`}>
      <AddForm user={user} onClose={onClose} />
    </FormDialog>
  )
}

function AddForm({ user, onClose }: Omit<AddDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const person = nameOf(user)
  const form = useForm<{ groups: Choice[] }>({
    initial: { groups: [] },
    check: ({ groups }) => (groups.length > 0 ? {} : { groups: t`Choose at least one group.` }),
    async save({ groups }) {
      try {
        for (const { value: key } of groups) await changeGroup(key, { userKeysToAdd: [user.key] })
      } finally {
        await invalidateMemberships()
      }
      notifyOfSuccess(groups.length === 1 ? t`${person} is in the group` : t`${person} is in the groups`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Add`} onCancel={onClose}>
      <GroupsField
        value={form.values.groups}
        onChange={(groups) => form.set('groups', groups)}
        error={form.errors.groups}
      />
    </FormFrame>
  )
}
