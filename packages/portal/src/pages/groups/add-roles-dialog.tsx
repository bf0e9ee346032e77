import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatCount } from '../../components/values/format-count.ts'
import { type Group, invalidateGroupAccess, roleChoices } from './queries.ts'

interface AddDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Adds application roles of the group's environment. */
export const AddRolesDialog = ({ group, isOpen, onClose }: AddDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title="Add application roles">
    <AddForm group={group} onClose={onClose} />
  </FormDialog>
)

function AddForm({ group: { key, name, environmentKey }, onClose }: Omit<AddDialogProps, 'isOpen'>) {
  const form = useForm<{ roles: Choice[] }>({
    initial: { roles: [] },
    check: ({ roles }) => (roles.length === 0 ? { roles: 'Choose at least one role.' } : {}),
    serverFields: { applicationRoleKeysToAdd: 'roles' },
    async save({ roles }) {
      const body = { applicationRoleKeysToAdd: roles.map(({ value }) => value) }
      await completed(identityApi.PATCH('/groups/{key}/application-roles', { params: { path: { key } }, body }))
      await invalidateGroupAccess()
      notifyOfSuccess(
        `${bidiIsolate(name ?? '')} gives ${formatCount(roles.length, 'more application role', 'more application roles')} now`,
      )
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Add" onCancel={onClose}>
      <SearchPicker
        label="Application roles"
        description="Every member of the group gets them at once."
        placeholder="Search roles by name"
        choices={(text) => roleChoices(text, environmentKey)}
        nothing="No application role of this environment is called that."
        {...form.field('roles')}
      />
    </FormFrame>
  )
}
