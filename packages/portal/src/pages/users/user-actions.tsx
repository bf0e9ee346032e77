import { useLingui } from '@lingui/react/macro'
import { IconLink, IconMailForward, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { GuardedButton } from '../../components/forms/guarded-button.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'
import { InvitationDialog, whyNotInvitable } from './invitation-dialog.tsx'
import { InvitationLinkDialog } from './invitation-link-dialog.tsx'
import { isWithoutSignIn, type User } from './queries.ts'
import { useWhyOutOfReach } from './use-why-out-of-reach.ts'

type Action = 'edit' | 'invite' | 'link'

/** The buttons of a user's page, as far as the member may use them. What ends something is in `UserLife`. */
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
  const isInvited = user.status === 'Invited'
  return (
    <>
      {isInvited && user.key !== session.user.key && button('link', t`Copy an invitation link`, IconLink, reason)}
      {isInvited && button('invite', t`Send invitation again`, IconMailForward)}
      {isWithoutSignIn(user) && button('invite', t`Invite`, IconMailForward, reason ?? whyNotInvitable(user))}
      {button('edit', t`Edit`, IconPencil)}
      <EditUserDialog user={user} isOpen={open === 'edit'} onClose={close} />
      <InvitationDialog user={user} isOpen={open === 'invite'} onClose={close} />
      <InvitationLinkDialog user={user} isOpen={open === 'link'} onClose={close} />
    </>
  )
}
