import { Anchor, Button, Group, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { Dialog } from '../../components/dialogs/dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatCount } from '../../components/values/format-count.ts'
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
  const navigate = useNavigate()
  if (holders > 0) return <HeldDialog role={role} holders={holders} isOpen={isOpen} onClose={onClose} />
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete the role?"
      confirmLabel="Delete"
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(identityApi.DELETE('/organization-roles/{key}', { params: { path: { key: role.key } } }))
        await navigate({ to: '/organization-roles' })
        evictRole(role.key)
        notifyOfSuccess(`${bidiIsolate(name)} is deleted`)
      }}
    >
      Its name and its list of permissions are gone; this cannot be undone. Nobody loses a permission: it is refused
      while somebody holds the role, now or in a period to come.
    </ConfirmDialog>
  )
}

function HeldDialog({ role: { key }, holders, isOpen, onClose }: DeleteRoleDialogProps & { holders: number }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="The role cannot be deleted yet">
      <Text size="sm">
        {formatCount(holders, 'user holds', 'users hold')} it and would lose permissions without being named. Take it
        from{' '}
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
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Dialog>
  )
}
