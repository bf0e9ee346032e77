import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu, Text } from '@mantine/core'
import { IconChevronDown, IconLink, IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { InvitationLinkDialog } from './invitation-link-dialog.tsx'
import { OffboardDialog } from './offboarding/offboard-dialog.tsx'
import type { User } from './queries.ts'

/** What is seldom done to a user: an invitation link to copy, and offboarding. */
export function MoreUserActions({ user, reason }: { user: User; reason: string | undefined }) {
  const { t } = useLingui()
  const session = useSession()
  const [open, setOpen] = useState<'link' | 'offboard'>()
  const close = (): void => setOpen(undefined)
  const isOwn = user.key === session.user.key
  const why = isOwn ? t`You cannot offboard yourself.` : reason
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            <Trans>More</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {user.status === 'Invited' && !isOwn && (
            <Menu.Item
              leftSection={<IconLink size={16} aria-hidden />}
              disabled={reason !== undefined}
              onClick={() => setOpen('link')}
            >
              <Trans>Copy an invitation link</Trans>
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconUserMinus size={16} aria-hidden />}
            disabled={why !== undefined}
            onClick={() => setOpen('offboard')}
          >
            <Trans>Offboard</Trans>
            {why && (
              <Text size="xs" c="dimmed">
                {why}
              </Text>
            )}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <InvitationLinkDialog user={user} isOpen={open === 'link'} onClose={close} />
      <OffboardDialog user={user} isOpen={open === 'offboard'} onClose={close} />
    </>
  )
}
