import { useLingui } from '@lingui/react/macro'
import { answer, completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { factsOf, type GroupFacts, GroupFactsFields, useFactsCheck } from './group-facts.tsx'
import { type Group, invalidateGroups } from './queries.ts'

interface GroupDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Name and description. The environment cannot be changed. */
export function EditGroupDialog({ group, isOpen, onClose }: GroupDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Edit group`}>
      <EditForm group={group} onClose={onClose} />
    </FormDialog>
  )
}

function EditForm({ group, onClose }: Omit<GroupDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const path = { key: group.key }
  const form = useEditForm({
    loaded: group,
    valuesOf: ({ name, description }): GroupFacts => ({ name: name ?? '', description: description ?? '' }),
    requestOf: factsOf,
    labels: { name: t`Name`, description: t`Description` },
    check: useFactsCheck(),
    problemFields: { group_name_taken: 'name' },
    read: () => answer(identityApi.GET('/groups/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(identityApi.PATCH('/groups/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateGroups()
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <GroupFactsFields form={form} />
    </FormFrame>
  )
}
