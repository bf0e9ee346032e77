import { answer, completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkFacts, factsOf, type GroupFacts, GroupFactsFields } from './group-facts.tsx'
import { type Group, invalidateGroups } from './queries.ts'

interface GroupDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Name and description. The environment cannot be changed. */
export const EditGroupDialog = ({ group, isOpen, onClose }: GroupDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title="Edit the group">
    <EditForm group={group} onClose={onClose} />
  </FormDialog>
)

function EditForm({ group, onClose }: Omit<GroupDialogProps, 'isOpen'>) {
  const path = { key: group.key }
  const form = useEditForm({
    loaded: group,
    valuesOf: ({ name, description }): GroupFacts => ({ name: name ?? '', description: description ?? '' }),
    requestOf: factsOf,
    check: checkFacts,
    problemFields: { group_name_taken: 'name' },
    read: () => answer(identityApi.GET('/groups/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(identityApi.PATCH('/groups/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateGroups()
      notifyOfSuccess(`${bidiIsolate(name.trim())} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <GroupFactsFields form={form} />
    </FormFrame>
  )
}
