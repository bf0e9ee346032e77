import { Text } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { IconMailForward, IconPencil, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { GuardedButton } from '../../components/forms/guarded-button.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'
import { explainLastAdministrator } from './explain-last-administrator.ts'
import { InvitationDialog, whyNotInvitable } from './invitation-dialog.tsx'
import { MoreUserActions } from './more-user-actions.tsx'
import { nameOf } from './name-of.ts'
import { evictUser, invalidateUsers, isWithoutSignIn, type User } from './queries.ts'
import { useWhyOutOfReach } from './use-why-out-of-reach.ts'

type Action = 'edit' | 'invite' | 'activate' | 'deactivate' | 'delete'

/** The buttons of a user's page, as far as the member may use them. */
export function UserActions({ user }: { user: User }) {
  const session = useSession()
  const [open, setOpen] = useState<Action>()
  const reason = useWhyOutOfReach(user)
  if (!session.may(permission.manageUsers)) return null
  const close = () => setOpen(undefined)
  const button = (action: Action, label: string, Icon: typeof IconPencil, why?: string) => (
    <GuardedButton
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => setOpen(action)}
      reason={why}
    >
      {label}
    </GuardedButton>
  )
  return (
    <>
      <MoreUserActions user={user} reason={reason} />
      {button('delete', 'Delete', IconTrash, reason)}
      {user.status === 'Inactive'
        ? button('activate', 'Activate', IconUserCheck)
        : button('deactivate', 'Deactivate', IconUserOff, reason)}
      {user.status === 'Invited' && button('invite', 'Send invitation again', IconMailForward)}
      {isWithoutSignIn(user) && button('invite', 'Invite', IconMailForward, reason ?? whyNotInvitable(user))}
      {button('edit', 'Edit', IconPencil)}
      <EditUserDialog user={user} isOpen={open === 'edit'} onClose={close} />
      <InvitationDialog user={user} isOpen={open === 'invite'} onClose={close} />
      <ActivityDialog user={user} open={open} onClose={close} onDone={invalidateUsers} />
      <DeleteDialog user={user} isOpen={open === 'delete'} onClose={close} />
    </>
  )
}

interface DialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

interface ActivityDialogProps {
  user: User
  open: Action | undefined
  onClose(): void
  onDone(): Promise<unknown>
}

function ActivityDialog({ user, open, onClose, onDone }: ActivityDialogProps) {
  const session = useSession()
  const change = (isActive: boolean) => async () => {
    const path = { key: user.key }
    const header = ifMatchOf(await answer(identityApi.GET('/users/{key}', { params: { path } })))
    const request = identityApi.PATCH('/users/{key}', { params: { path, header }, body: { isActive } })
    await explainLastAdministrator(completed(request))
    notifyOfSuccess(`${nameOf(user)} is ${isActive ? 'active again' : 'inactive now'}`)
    await onDone()
  }
  return (
    <>
      <ConfirmDialog
        isOpen={open === 'deactivate'}
        onClose={onClose}
        title="Deactivate the user?"
        confirmLabel="Deactivate"
        isDangerous
        onConfirm={change(false)}
      >
        <bdi>{nameOf(user)}</bdi> can sign in nowhere any more, and open sessions end at once. Roles and groups stay for
        the day on which you activate the user again.
        {user.key === session.user.key && (
          <Text size="sm" fw={600} mt="xs">
            This is you: you will be signed out.
          </Text>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={open === 'activate'}
        onClose={onClose}
        title="Activate the user?"
        confirmLabel="Activate"
        onConfirm={change(true)}
      >
        <bdi>{nameOf(user)}</bdi> can sign in again, with the roles and groups that are shown here.
      </ConfirmDialog>
    </>
  )
}

function DeleteDialog({ user, isOpen, onClose }: DialogProps) {
  const navigate = useNavigate()
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete the user?"
      confirmLabel="Delete"
      isDangerous
      typedName={nameOf(user)}
      onConfirm={async () => {
        await explainLastAdministrator(
          completed(identityApi.DELETE('/users/{key}', { params: { path: { key: user.key } } })),
        )
        notifyOfSuccess(`${nameOf(user)} was deleted`)
        await navigate({ to: '/users' })
        await evictUser(user.key)
      }}
    >
      Profiles, roles and memberships of <bdi>{nameOf(user)}</bdi> go along. This cannot be undone. To keep somebody out
      for a while, deactivate the user instead.
    </ConfirmDialog>
  )
}
