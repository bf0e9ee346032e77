import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
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
      {button('delete', t`Delete`, IconTrash, reason)}
      {user.status === 'Inactive'
        ? button('activate', t`Activate`, IconUserCheck)
        : button('deactivate', t`Deactivate`, IconUserOff, reason)}
      {user.status === 'Invited' && button('invite', t`Send invitation again`, IconMailForward)}
      {isWithoutSignIn(user) && button('invite', t`Invite`, IconMailForward, reason ?? whyNotInvitable(user))}
      {button('edit', t`Edit`, IconPencil)}
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
  const { t } = useLingui()
  const session = useSession()
  const person = nameOf(user)
  const change = (isActive: boolean) => async () => {
    const path = { key: user.key }
    const header = ifMatchOf(await answer(identityApi.GET('/users/{key}', { params: { path } })))
    const request = identityApi.PATCH('/users/{key}', { params: { path, header }, body: { isActive } })
    await explainLastAdministrator(completed(request))
    notifyOfSuccess(isActive ? t`${person} is active again` : t`${person} is inactive now`)
    await onDone()
  }
  return (
    <>
      <ConfirmDialog
        isOpen={open === 'deactivate'}
        onClose={onClose}
        title={t`Deactivate the user?`}
        confirmLabel={t`Deactivate`}
        isDangerous
        onConfirm={change(false)}
      >
        <Trans>
          <bdi>{person}</bdi> can no longer sign in anywhere, and open sessions end at once. Roles and groups stay for
          the day on which you activate the user again.
        </Trans>
        {user.key === session.user.key && (
          <Text size="sm" fw={600} mt="xs">
            <Trans>This is you: you will be signed out.</Trans>
          </Text>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={open === 'activate'}
        onClose={onClose}
        title={t`Activate the user?`}
        confirmLabel={t`Activate`}
        onConfirm={change(true)}
      >
        <Trans>
          <bdi>{person}</bdi> can sign in again, with the roles and groups that are shown here.
        </Trans>
      </ConfirmDialog>
    </>
  )
}

function DeleteDialog({ user, isOpen, onClose }: DialogProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const person = nameOf(user)
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t`Delete the user?`}
      confirmLabel={t`Delete`}
      isDangerous
      typedName={nameOf(user)}
      onConfirm={async () => {
        await explainLastAdministrator(
          completed(identityApi.DELETE('/users/{key}', { params: { path: { key: user.key } } })),
        )
        notifyOfSuccess(t`${person} was deleted`)
        await navigate({ to: '/users' })
        await evictUser(user.key)
      }}
    >
      <Trans>
        Profiles, roles and memberships of <bdi>{person}</bdi> are deleted as well. This cannot be undone. To keep
        somebody out for a while, deactivate the user instead.
      </Trans>
    </ConfirmDialog>
  )
}
