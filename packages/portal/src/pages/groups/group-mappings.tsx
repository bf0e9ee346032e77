import { Trans, useLingui } from '@lingui/react/macro'
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
import { providerName } from '../../components/values/provider-name.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { MappingDialog } from './mapping-dialog.tsx'
import { type Group, invalidateGroups, type Mapping } from './queries.ts'

/** The claims that make a user a member at sign-in. */
export function GroupMappings({ group }: { group: Group }) {
  const { t } = useLingui()
  const { key, groupIdpClaimMappings: mappings } = group
  const { data: providers } = useQuery(identityProvidersQuery)
  const [edited, setEdited] = useState<Mapping | 'new'>()
  const [deleted, setDeleted] = useState<Mapping>()
  const adding = useRef<HTMLButtonElement>(null)
  const add = (
    <Button ref={adding} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      <Trans>Add mapping</Trans>
    </Button>
  )
  const nameOf = (providerKey: string): string => {
    const provider = providers?.find(({ key }) => key === providerKey)
    return provider ? providerName(provider) : ''
  }
  const columns: Column<Mapping>[] = [
    { header: t`Claim`, render: ({ foreignClaim }) => <ClaimCondition claim={foreignClaim} /> },
    {
      header: t`Identity provider`,
      width: 240,
      from: 'sm',
      render: ({ providerKey }) => <bdi>{nameOf(providerKey)}</bdi>,
    },
    { header: t`Changed`, width: 160, from: 'md', render: ({ lastUpdatedDate }) => <TimeAgo time={lastUpdatedDate} /> },
    {
      header: t`Actions`,
      isHeaderHidden: true,
      width: 110,
      align: 'end',
      render: (mapping) => <MappingActions mapping={mapping} onEdit={setEdited} onDelete={setDeleted} />,
    },
  ]
  return (
    <>
      <PartIntro actions={mappings.length > 0 && add}>
        <Trans>
          Users who sign in through the identity provider with such a claim become members. Mapped members without it
          leave. Changes apply from the next sign-in on.
        </Trans>
      </PartIntro>
      {mappings.length > 0 ? (
        <DataTable caption={t`Claim mappings`} columns={columns} items={mappings} keyOf={(mapping) => mapping.key} />
      ) : (
        <Paper withBorder bg="var(--portal-surface)">
          <EmptyState icon={IconArrowsJoin} title={t`No claim mappings yet`} action={add}>
            <Trans>
              A claim is what an identity provider says of a user, such as their department. With a mapping, users with
              the claim become members at their next sign-in.
            </Trans>
          </EmptyState>
        </Paper>
      )}
      <MappingDialog groupKey={key} mapping={edited} onClose={() => setEdited(undefined)} />
      <ConfirmDialog
        isOpen={deleted !== undefined}
        onClose={() => setDeleted(undefined)}
        title={t`Delete the claim mapping?`}
        confirmLabel={t`Delete`}
        isDangerous
        onConfirm={async () => {
          const path = { key, mappingKey: deleted?.key ?? '' }
          await completed(identityApi.DELETE('/groups/{key}/claim-mappings/{mappingKey}', { params: { path } }))
          await invalidateGroups()
          notifyOfSuccess(t`Claim mapping deleted`)
          adding.current?.focus()
        }}
      >
        <Trans>
          Nobody becomes a member by this claim any more. Members who are mapped by it leave at their next sign-in.
        </Trans>
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
  const { t } = useLingui()
  const { name, value } = mapping.foreignClaim
  const actions = [
    { label: t`Edit the mapping of ${name} ${value}`, tip: t`Edit`, icon: IconPencil, run: onEdit },
    { label: t`Delete the mapping of ${name} ${value}`, tip: t`Delete`, icon: IconTrash, run: onDelete },
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
