import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconId, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { AddRolesDialog } from './add-roles-dialog.tsx'
import { type Group, type ListedRole, rolesQuery } from './queries.ts'
import { RemoveRoleDialog } from './remove-dialogs.tsx'

/** The application roles that the group gives its members. */
export function GroupRoles({ group }: { group: Group }) {
  const { t } = useLingui()
  const state = useListState({ sort: 'name' })
  const query = useQuery(rolesQuery(group.key, state))
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<ListedRole>()
  const adding = useRef<HTMLButtonElement>(null)
  const add = (
    <Button ref={adding} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      <Trans>Add end-user roles</Trans>
    </Button>
  )
  const isEmpty = query.data?.results.length === 0 && !state.isNarrowed
  return (
    <>
      <PartIntro actions={isEmpty ? null : add}>
        <Trans>
          Every member holds these roles while they are in the group. The roles belong to the group’s stage.
        </Trans>
      </PartIntro>
      <List
        title={t`End-user roles`}
        state={state}
        query={query}
        columns={useColumns(setRemoved)}
        keyOf={({ key }) => key}
        searchLabel={t`Search by name`}
        empty={
          <EmptyState icon={IconId} title={t`No end-user roles yet`} action={add}>
            <Trans>
              An end-user role defines what an end user may do in an asset. Add those that every member should hold.
            </Trans>
          </EmptyState>
        }
      />
      <AddRolesDialog group={group} isOpen={isAdding} onClose={() => setAdding(false)} />
      <RemoveRoleDialog
        group={group}
        role={removed}
        onClose={() => setRemoved(undefined)}
        onRemoved={() => adding.current?.focus()}
      />
    </>
  )
}

function useColumns(onRemove: (role: ListedRole) => void): Column<ListedRole>[] {
  const { t } = useLingui()
  const removeLabel = (role: string): string => t`Remove ${role}`
  return [
    {
      header: t`Role`,
      sort: 'name',
      render: ({ key, name, assetName }) => <NameCell name={name ?? key} description={assetName} />,
    },
    {
      header: t`Remove`,
      isHeaderHidden: true,
      width: 70,
      align: 'end',
      render: (role) => (
        <Tooltip label={t`Remove`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="dimmed"
            aria-label={removeLabel(role.name ?? role.key)}
            onClick={() => onRemove(role)}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
}
