import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type Group, type GroupRole, invalidateGroupAccess, type Member, nameOfMember } from './queries.ts'

interface RemoveDialogProps {
  group: Group
  onClose(): void
  onRemoved(): void
}

/** Asks before a member is removed. */
export function RemoveMemberDialog({
  group,
  member,
  onClose,
  onRemoved,
}: RemoveDialogProps & { member?: Member | undefined }) {
  const shown = useLastDefined(member)
  const name = shown && nameOfMember(shown)
  return (
    <ConfirmDialog
      isOpen={member !== undefined}
      onClose={onClose}
      title="Remove from the group?"
      confirmLabel="Remove"
      isDangerous
      onConfirm={async () => {
        const body = { userKeysToRemove: [shown?.user.key ?? ''] }
        await completed(identityApi.PATCH('/groups/{key}/users', { params: { path: { key: group.key } }, body }))
        await invalidateGroupAccess()
        notifyOfSuccess(`${bidiIsolate(name ?? '')} is removed`)
        onRemoved()
      }}
    >
      <bdi>{name}</bdi>{' '}
      {shown?.membershipTypes.includes('Mapped')
        ? 'is no longer assigned, but stays in the group by a claim mapping, until a sign-in without the claim.'
        : 'loses the group’s application roles at once, except those held by themselves or by another group.'}
    </ConfirmDialog>
  )
}

/** Asks before a role is removed. */
export function RemoveRoleDialog({
  group,
  role,
  onClose,
  onRemoved,
}: RemoveDialogProps & { role?: GroupRole | undefined }) {
  const shown = useLastDefined(role)
  return (
    <ConfirmDialog
      isOpen={role !== undefined}
      onClose={onClose}
      title="Remove the application role?"
      confirmLabel="Remove"
      isDangerous
      onConfirm={async () => {
        const body = { applicationRoleKeysToRemove: [shown?.key ?? ''] }
        await completed(
          identityApi.PATCH('/groups/{key}/application-roles', { params: { path: { key: group.key } }, body }),
        )
        await invalidateGroupAccess()
        notifyOfSuccess(`${bidiIsolate(shown?.name ?? '')} is removed`)
        onRemoved()
      }}
    >
      Every member of the group loses <bdi>{shown?.name}</bdi> at once, except those who hold it by themselves or by
      another group.
    </ConfirmDialog>
  )
}
