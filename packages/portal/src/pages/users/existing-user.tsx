import { Anchor, Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { InvitationDialog, whyNotInvitable } from './invitation-dialog.tsx'
import { nameOf } from './name-of.ts'
import { isWithoutSignIn, type ListedUser } from './queries.ts'

/** Somebody who has the e-mail of an invitation already: what can be done for them instead. */
export function ExistingUser({ user }: { user: ListedUser }) {
  const session = useSession()
  const navigate = useNavigate()
  const [isOpen, dialog] = useDisclosure()
  const params = { key: user.key }
  const isInvited = user.status === 'Invited'
  const maySend = session.may(permission.manageUsers) && (isInvited || isWithoutSignIn(user)) && !whyNotInvitable(user)
  return (
    <Notice tone="info" role="status" title={isInvited ? 'Invited already' : 'There already'}>
      <bdi>{nameOf(user)}</bdi>{' '}
      {isInvited
        ? 'has this e-mail, and has not accepted the invitation yet. Roles and groups that you have chosen here are granted on the page of the user.'
        : 'has this e-mail. Grant roles and groups on the page of the user.'}
      <Group gap="md" mt="xs">
        {maySend && (
          <Button size="compact-sm" variant="default" onClick={dialog.open}>
            {isInvited ? 'Send invitation again' : 'Invite the user'}
          </Button>
        )}
        <Anchor component={Link} to="/users/$key" params={params as never} inherit underline="always">
          Open the user
        </Anchor>
      </Group>
      <InvitationDialog
        user={user}
        isOpen={isOpen}
        onClose={dialog.close}
        onDone={() => navigate({ to: '/users/$key', params, ignoreBlocker: true })}
      />
    </Notice>
  )
}
