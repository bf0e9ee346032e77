import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { Dialog } from '../../components/dialogs/dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { evictRole, type Role } from './queries.ts'

interface DeleteRoleDialogProps {
  role: Role
  /** How many users hold the role now. Undefined if unknown. */
  holders: number | undefined
  isOpen: boolean
  onClose(): void
}

/** Deletes a role that no user holds. For others it shows the users. */
export function DeleteRoleDialog({ role, holders = 0, isOpen, onClose }: DeleteRoleDialogProps) {
  const name = role.name ?? role.key
  const { t } = useLingui()
  const navigate = useNavigate()
  if (holders > 0) return <HeldDialog role={role} holders={holders} isOpen={isOpen} onClose={onClose} />
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t`Delete the role?`}
      confirmLabel={t`Delete`}
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(identityApi.DELETE('/organization-roles/{key}', { params: { path: { key: role.key } } }))
        await navigate({ to: '/organization-roles' })
        evictRole(role.key)
        notifyOfSuccess(t`${bidiIsolate(name)} deleted`)
      }}
    >
      <Trans>
        The role and its list of permissions are deleted. This cannot be undone. A role that somebody holds, now or in a
        future period, cannot be deleted.
      </Trans>
    </ConfirmDialog>
  )
}

function HeldDialog({ role: { key }, holders, isOpen, onClose }: DeleteRoleDialogProps & { holders: number }) {
  const { t } = useLingui()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t`The role cannot be deleted yet`}>
      <Text size="sm">
        <Plural value={holders} one="# user holds it." other="# users hold it." />{' '}
        <Trans>
          Revoke it from{' '}
          <Anchor
            renderRoot={(props) => (
              <Link to="/organization-roles/$key" params={{ key }} search={{ part: 'users' }} {...props} />
            )}
            onClick={onClose}
            inherit
            underline="always"
          >
            the users who hold it
          </Anchor>{' '}
          first.
        </Trans>
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </Dialog>
  )
}
