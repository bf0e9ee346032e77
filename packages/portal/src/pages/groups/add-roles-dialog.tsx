import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { endUserRoleChoices } from '../../components/choices/end-user-role-choices.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type Group, invalidateGroupAccess } from './queries.ts'

interface AddDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Adds application roles of the group's environment. */
export function AddRolesDialog({ group, isOpen, onClose }: AddDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Add end-user roles`}>
      <AddForm group={group} onClose={onClose} />
    </FormDialog>
  )
}

function AddForm({ group: { key, name, environmentKey }, onClose }: Omit<AddDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const form = useForm<{ roles: Choice[] }>({
    initial: { roles: [] },
    check: ({ roles }) => (roles.length === 0 ? { roles: t`Choose at least one role.` } : {}),
    serverFields: { applicationRoleKeysToAdd: 'roles' },
    async save({ roles }) {
      const body = { applicationRoleKeysToAdd: roles.map(({ value }) => value) }
      await completed(identityApi.PATCH('/groups/{key}/application-roles', { params: { path: { key } }, body }))
      await invalidateGroupAccess()
      const group = bidiIsolate(name ?? '')
      const added = roles.length
      notifyOfSuccess(
        t`${plural(added, { one: '# end-user role added to', other: '# end-user roles added to' })} ${group}`,
      )
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Add`} onCancel={onClose}>
      <SearchPicker
        label={t`End-user roles`}
        description={t`Every member of the group gets them at once.`}
        placeholder={t`Search roles by name`}
        choices={(text) => endUserRoleChoices(text, environmentKey)}
        nothing={t`No end-user role in this stage matches.`}
        {...form.field('roles')}
      />
    </FormFrame>
  )
}
