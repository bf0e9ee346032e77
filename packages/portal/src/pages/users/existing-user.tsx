import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const session = useSession()
  const person = nameOf(user)
  const navigate = useNavigate()
  const [isOpen, dialog] = useDisclosure()
  const params = { key: user.key }
  const isInvited = user.status === 'Invited'
  const maySend = session.may(permission.manageUsers) && (isInvited || isWithoutSignIn(user)) && !whyNotInvitable(user)
  return (
    <Notice tone="info" role="status" title={isInvited ? t`Invited already` : t`There already`}>
      {isInvited ? (
        <Trans>
          <bdi>{person}</bdi> has this e-mail, and has not accepted the invitation yet. Roles and groups that you have
          chosen here are granted on the page of the user.
        </Trans>
      ) : (
        <Trans>
          <bdi>{person}</bdi> has this e-mail. Grant roles and groups on the page of the user.
        </Trans>
      )}
      <Group gap="md" mt="xs">
        {maySend && (
          <Button size="compact-sm" variant="default" onClick={dialog.open}>
            {isInvited ? t`Send invitation again` : t`Invite the user`}
          </Button>
        )}
        <Anchor component={Link} to="/users/$key" params={params as never} inherit underline="always">
          <Trans>Open the user</Trans>
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
