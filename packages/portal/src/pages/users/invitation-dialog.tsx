import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { nameOf } from './name-of.ts'
import { invalidateUsers, type ListedUser } from './queries.ts'

type InvitedUser = Pick<ListedUser, 'key' | 'name' | 'email' | 'status'>

interface InvitationDialogProps {
  user: InvitedUser
  isOpen: boolean
  onClose(): void
  onDone?(): Promise<unknown>
}

/** Invites a user who cannot sign in yet, or sends an invited one the invitation again. */
export function InvitationDialog({ user, isOpen, onClose, onDone }: InvitationDialogProps) {
  const isAgain = user.status === 'Invited'
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={isAgain ? 'Send the invitation again?' : 'Invite the user?'}
      confirmLabel={isAgain ? 'Send again' : 'Invite'}
      onConfirm={async () => {
        await completed(managementApi.POST('/users/{key}/invitation', { params: { path: { key: user.key } } }))
        notifyOfSuccess(isAgain ? `${nameOf(user)} gets a new invitation` : `${nameOf(user)} was invited`)
        await invalidateUsers()
        await onDone?.()
      }}
    >
      <bdi>{user.email}</bdi>{' '}
      {isAgain
        ? 'gets the invitation anew. A link with a code holds for seven days; those that were sent before work no more.'
        : 'gets a link and a code, which hold for seven days, to choose a password. Until then the user is invited, and not active. Roles and groups stay.'}
    </ConfirmDialog>
  )
}

/** Why a user who cannot sign in cannot be invited either, with what to do. */
export function whyNotInvitable({ status, email }: InvitedUser): string | undefined {
  if (email === null) return 'An invitation needs an e-mail, and this user has none.'
  return status === 'Inactive' ? 'Activate the user first.' : undefined
}
