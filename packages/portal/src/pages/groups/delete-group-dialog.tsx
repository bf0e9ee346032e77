import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { List, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { evictGroup, type Group, totalsQuery } from './queries.ts'

interface DeleteGroupDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Asks before the group is deleted, and says who loses what. */
export function DeleteGroupDialog({ group, isOpen, onClose }: DeleteGroupDialogProps) {
  const { t } = useLingui()
  const { key, groupIdpClaimMappings: mappings } = group
  const name = group.name ?? key
  const navigate = useNavigate()
  const { data: totals } = useQuery({ ...totalsQuery(key), enabled: isOpen })
  const { members = 0, roles = 0 } = totals ?? {}
  const lost = t`${plural(roles, { one: '# end-user role', other: '# end-user roles' })}`
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t`Delete the group?`}
      confirmLabel={t`Delete`}
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(identityApi.DELETE('/groups/{key}', { params: { path: { key } } }))
        await navigate({ to: '/groups' })
        evictGroup(key)
        notifyOfSuccess(t`${bidiIsolate(name)} deleted`)
      }}
    >
      <Text size="sm" mb={6}>
        <Trans>This cannot be undone.</Trans>
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          {totals ? (
            <Trans>
              <Plural value={members} one="# member loses" other="# members lose" /> {lost} at once.{' '}
              <Plural
                value={members}
                one="What the member holds directly or by another group stays."
                other="What they hold directly or by another group stays."
              />
            </Trans>
          ) : (
            <Trans>
              Its members lose its end-user roles at once. What they hold directly or by another group stays.
            </Trans>
          )}
        </List.Item>
        {mappings.length > 0 && (
          <List.Item>
            <Plural
              value={mappings.length}
              one="# claim mapping is deleted with it."
              other="# claim mappings are deleted with it."
            />
          </List.Item>
        )}
      </List>
    </ConfirmDialog>
  )
}
