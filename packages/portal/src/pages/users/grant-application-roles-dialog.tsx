import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { ApplicationRoleFields, type RolesByEnvironment, roleKeysOf } from './application-role-fields.tsx'
import { nameOf } from './name-of.ts'
import { invalidateUsers, type User } from './queries.ts'

interface GrantDialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

export function GrantApplicationRolesDialog({ user, isOpen, onClose }: GrantDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Grant end-user roles`}>
      <GrantForm user={user} onClose={onClose} />
    </FormDialog>
  )
}

function GrantForm({ user, onClose }: Omit<GrantDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const form = useForm<{ roles: RolesByEnvironment }>({
    initial: { roles: {} },
    check: ({ roles }) => (roleKeysOf(roles).length > 0 ? {} : { roles: t`Choose at least one role.` }),
    async save({ roles }) {
      const keys = roleKeysOf(roles)
      try {
        // One by one. If one is refused, the earlier ones are granted, and granting them again changes nothing.
        for (const roleKey of keys) {
          const path = { key: user.key, roleKey }
          await completed(identityApi.POST('/users/{key}/application-roles/{roleKey}', { params: { path } }))
        }
      } finally {
        await invalidateUsers()
      }
      const person = nameOf(user)
      notifyOfSuccess(t`${person} has ${plural(keys.length, { one: '# more role', other: '# more roles' })}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Grant`} onCancel={onClose}>
      <ApplicationRoleFields
        value={form.values.roles}
        onChange={(roles) => form.set('roles', roles)}
        error={form.errors.roles}
      />
    </FormFrame>
  )
}
