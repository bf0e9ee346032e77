import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { done, identity } from '../../api/client.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { explainingLastAdministrator } from './last-administrator.ts'
import { OrganizationRoleFields } from './organization-role-fields.tsx'
import { assetKeysOf, checkGrant, noGrant, type OrganizationGrant, periodOf } from './organization-roles.ts'
import { nameOf } from './person.ts'
import type { User } from './queries.ts'

interface GrantDialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

export function GrantOrganizationRoleDialog({ user, isOpen, onClose }: GrantDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title="Grant an organization role">
      <GrantForm user={user} onClose={onClose} />
    </FormDialog>
  )
}

function GrantForm({ user, onClose }: Omit<GrantDialogProps, 'isOpen'>) {
  const queryClient = useQueryClient()
  const form = useForm<OrganizationGrant>({
    initial: noGrant,
    check: (values) => (values.roleKey ? checkGrant(values) : { roleKey: 'Choose a role.' }),
    serverFields: { grantPeriod: 'until', assetKeys: 'assets' },
    async save(values) {
      await explainingLastAdministrator(
        done(
          identity.POST('/users/{key}/organization-roles/{roleKey}', {
            params: { path: { key: user.key, roleKey: values.roleKey ?? '' } },
            body: { assetKeys: assetKeysOf(values) ?? null, grantPeriod: periodOf(values) },
          }),
        ),
      )
      notifyOfSuccess(`${nameOf(user)} has the role`)
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Grant" onCancel={onClose}>
      <OrganizationRoleFields form={form} />
      <Text size="sm" c="dimmed">
        It takes the place of the role that the user has there now.
      </Text>
    </FormFrame>
  )
}
