import { Trans, useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type Group, invalidateGroupAccess, type ListedRole, type Member, nameOfMember, nameOfRole } from './queries.ts'

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
  const { t } = useLingui()
  const shown = useLastDefined(member)
  const name = shown && nameOfMember(shown)
  return (
    <ConfirmDialog
      isOpen={member !== undefined}
      onClose={onClose}
      title={t`Remove the member?`}
      confirmLabel={t`Remove`}
      isDangerous
      onConfirm={async () => {
        const body = { userKeysToRemove: [shown?.user.key ?? ''] }
        await completed(identityApi.PATCH('/groups/{key}/users', { params: { path: { key: group.key } }, body }))
        await invalidateGroupAccess()
        notifyOfSuccess(t`${bidiIsolate(name ?? '')} removed`)
        onRemoved()
      }}
    >
      {shown?.membershipTypes.includes('Mapped') ? (
        <Trans>
          <bdi>{name}</bdi> is no longer assigned, but stays in the group by a claim mapping until a sign-in without the
          claim.
        </Trans>
      ) : (
        <Trans>
          <bdi>{name}</bdi> loses the group’s end-user roles at once, except those held directly or by another group.
        </Trans>
      )}
    </ConfirmDialog>
  )
}

/** Asks before a role is removed. */
export function RemoveRoleDialog({
  group,
  role,
  onClose,
  onRemoved,
}: RemoveDialogProps & { role?: ListedRole | undefined }) {
  const { t } = useLingui()
  const shown = useLastDefined(role)
  const name = shown && nameOfRole(shown)
  return (
    <ConfirmDialog
      isOpen={role !== undefined}
      onClose={onClose}
      title={t`Remove the end-user role?`}
      confirmLabel={t`Remove`}
      isDangerous
      onConfirm={async () => {
        const body = { applicationRoleKeysToRemove: [shown?.key ?? ''] }
        await completed(
          identityApi.PATCH('/groups/{key}/application-roles', { params: { path: { key: group.key } }, body }),
        )
        await invalidateGroupAccess()
        notifyOfSuccess(t`${bidiIsolate(name ?? '')} removed`)
        onRemoved()
      }}
    >
      <Trans>
        Every member of the group loses <bdi>{name}</bdi> at once, except those who hold it directly or by another
        group.
      </Trans>
    </ConfirmDialog>
  )
}
