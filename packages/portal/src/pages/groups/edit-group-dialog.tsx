import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
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

function EditForm({ group: { key, name, description }, onClose }: Omit<GroupDialogProps, 'isOpen'>) {
  const form = useForm<GroupFacts>({
    initial: { name: name ?? '', description: description ?? '' },
    check: checkFacts,
    problemFields: { group_name_taken: 'name' },
    async save(values) {
      const body = factsOf(values)
      await completed(identityApi.PATCH('/groups/{key}', { params: { path: { key } }, body }))
      await invalidateGroups()
      notifyOfSuccess(`${bidiIsolate(body.name)} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <GroupFactsFields form={form} />
    </FormFrame>
  )
}
