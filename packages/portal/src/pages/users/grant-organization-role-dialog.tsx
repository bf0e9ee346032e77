import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { nameOf } from './name-of.ts'
import { assetKeysOf, checkGrant, noGrant, type OrganizationGrant, periodOf } from './organization-grant.ts'
import { OrganizationRoleFields } from './organization-role-fields.tsx'
import { invalidateUsers, type User } from './queries.ts'

interface GrantDialogProps {
  user: User
  /** Why the member cannot take the role away that the user has for the whole organization; undefined where they can */
  whyNotReplace: string | undefined
  isOpen: boolean
  onClose(): void
}

export function GrantOrganizationRoleDialog({ user, whyNotReplace, isOpen, onClose }: GrantDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Grant an organization role`}>
      <GrantForm user={user} whyNotReplace={whyNotReplace} onClose={onClose} />
    </FormDialog>
  )
}

function GrantForm({ user, whyNotReplace, onClose }: Omit<GrantDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const person = nameOf(user)
  const form = useForm<OrganizationGrant>({
    initial: noGrant,
    check: (values) => (values.roleKey ? checkGrant(values) : { roleKey: t`Choose a role.` }),
    serverFields: { grantPeriod: 'until', assetKeys: 'assets' },
    async save(values) {
      await completed(
        identityApi.POST('/users/{key}/organization-roles/{roleKey}', {
          params: { path: { key: user.key, roleKey: values.roleKey ?? '' } },
          body: { assetKeys: assetKeysOf(values) ?? null, grantPeriod: periodOf(values) },
        }),
      )
      notifyOfSuccess(t`${person} has the role`)
      await invalidateUsers()
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Grant`} onCancel={onClose}>
      <OrganizationRoleFields form={form} whyNotReplace={whyNotReplace} />
      <Text size="sm" c="dimmed">
        <Trans>It replaces the role that the user has there now.</Trans>
      </Text>
    </FormFrame>
  )
}
