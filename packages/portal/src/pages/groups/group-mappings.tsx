import { ActionIcon, Button, Paper, Group as Row, Tooltip } from '@mantine/core'
import { completed } from '@portico/sdk'
import { IconArrowsJoin, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { ClaimCondition } from '../../components/values/claim-condition.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { MappingDialog } from './mapping-dialog.tsx'
import { type Group, invalidateGroups, type Mapping } from './queries.ts'

/** The claims that make a user a member at sign-in. */
export function GroupMappings({ group }: { group: Group }) {
  const { key, groupIdpClaimMappings: mappings } = group
  const { data: providers } = useQuery(identityProvidersQuery)
  const [edited, setEdited] = useState<Mapping | 'new'>()
  const [deleted, setDeleted] = useState<Mapping>()
  const adding = useRef<HTMLButtonElement>(null)
  const add = (
    <Button ref={adding} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      Add mapping
    </Button>
  )
  const providerName = (providerKey: string): string =>
    providers?.find((provider) => provider.key === providerKey)?.name ?? ''
  const columns: Column<Mapping>[] = [
    { header: 'Claim', render: ({ foreignClaim }) => <ClaimCondition claim={foreignClaim} /> },
    {
      header: 'Identity provider',
      width: 240,
      from: 'sm',
      render: ({ providerKey }) => <bdi>{providerName(providerKey)}</bdi>,
    },
    { header: 'Changed', width: 160, from: 'md', render: ({ lastUpdatedDate }) => <TimeAgo time={lastUpdatedDate} /> },
    {
      header: 'Actions',
      isHeaderHidden: true,
      width: 110,
      align: 'right',
      render: (mapping) => <MappingActions mapping={mapping} onEdit={setEdited} onDelete={setDeleted} />,
    },
  ]
  return (
    <>
      <PartIntro actions={mappings.length > 0 && add}>
        Whoever signs in through the identity provider with such a claim becomes a member; without it, a mapped member
        leaves. Changes count from the next sign-in on.
      </PartIntro>
      {mappings.length > 0 ? (
        <DataTable caption="Claim mappings" columns={columns} items={mappings} keyOf={(mapping) => mapping.key} />
      ) : (
        <Paper withBorder bg="var(--portal-surface)">
          <EmptyState icon={IconArrowsJoin} title="No claim makes anybody a member" action={add}>
            A claim is what an identity provider says of a person, such as their department. Map one, and the right
            people are in this group from their next sign-in on.
          </EmptyState>
        </Paper>
      )}
      <MappingDialog groupKey={key} mapping={edited} onClose={() => setEdited(undefined)} />
      <ConfirmDialog
        isOpen={deleted !== undefined}
        onClose={() => setDeleted(undefined)}
        title="Delete the claim mapping?"
        confirmLabel="Delete"
        isDangerous
        onConfirm={async () => {
          const path = { key, mappingKey: deleted?.key ?? '' }
          await completed(identityApi.DELETE('/groups/{key}/claim-mappings/{mappingKey}', { params: { path } }))
          await invalidateGroups()
          notifyOfSuccess('The claim mapping is deleted')
          adding.current?.focus()
        }}
      >
        Nobody becomes a member by this claim any more. Whoever is one because of it leaves at the next sign-in.
      </ConfirmDialog>
    </>
  )
}

interface MappingActionsProps {
  mapping: Mapping
  onEdit(mapping: Mapping): void
  onDelete(mapping: Mapping): void
}

function MappingActions({ mapping, onEdit, onDelete }: MappingActionsProps) {
  const { name, value } = mapping.foreignClaim
  const actions = [
    { label: `Edit the mapping of ${name} ${value}`, tip: 'Edit', icon: IconPencil, run: onEdit },
    { label: `Delete the mapping of ${name} ${value}`, tip: 'Delete', icon: IconTrash, run: onDelete },
  ]
  return (
    <Row gap={4} justify="flex-end" wrap="nowrap">
      {actions.map(({ label, tip, icon: Icon, run }) => (
        <Tooltip key={tip} label={tip}>
          <ActionIcon variant="subtle" color="gray" c="dimmed" aria-label={label} onClick={() => run(mapping)}>
            <Icon size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Row>
  )
}
