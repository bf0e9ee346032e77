import { List, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatCount } from '../../components/values/format-count.ts'
import { evictGroup, type Group, totalsQuery } from './queries.ts'

interface DeleteGroupDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Asks before the group is deleted, and says who loses what. */
export function DeleteGroupDialog({ group, isOpen, onClose }: DeleteGroupDialogProps) {
  const { key, groupIdpClaimMappings: mappings } = group
  const name = group.name ?? key
  const navigate = useNavigate()
  const { data: totals } = useQuery({ ...totalsQuery(key), enabled: isOpen })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete the group?"
      confirmLabel="Delete"
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(identityApi.DELETE('/groups/{key}', { params: { path: { key } } }))
        await navigate({ to: '/groups' })
        evictGroup(key)
        notifyOfSuccess(`${bidiIsolate(name)} is deleted`)
      }}
    >
      <Text size="sm" mb={6}>
        This cannot be undone.
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          {totals
            ? `${formatCount(totals.members, 'member loses', 'members lose')} ${formatCount(totals.roles, 'application role')}`
            : 'Its members lose its application roles'}
          , at once. What they hold by themselves or by other groups stays.
        </List.Item>
        {mappings.length > 0 && (
          <List.Item>{formatCount(mappings.length, 'claim mapping goes', 'claim mappings go')} with it.</List.Item>
        )}
      </List>
    </ConfirmDialog>
  )
}
