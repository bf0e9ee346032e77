import { completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatCount } from '../../components/values/format-count.ts'
import { type Group, invalidateGroupAccess, peopleChoices } from './queries.ts'

interface AddDialogProps {
  group: Group
  isOpen: boolean
  onClose(): void
}

/** Assigns people to the group. */
export const AddMembersDialog = ({ group, isOpen, onClose }: AddDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title="Add members">
    <AddForm group={group} onClose={onClose} />
  </FormDialog>
)

function AddForm({ group: { key, name }, onClose }: Omit<AddDialogProps, 'isOpen'>) {
  const form = useForm<{ people: Choice[] }>({
    initial: { people: [] },
    check: ({ people }) => (people.length === 0 ? { people: 'Choose at least one person.' } : {}),
    serverFields: { userKeysToAdd: 'people' },
    async save({ people }) {
      const body = { userKeysToAdd: people.map(({ value }) => value) }
      await completed(identityApi.PATCH('/groups/{key}/users', { params: { path: { key } }, body }))
      await invalidateGroupAccess()
      notifyOfSuccess(`${formatCount(people.length, 'person is', 'people are')} in ${bidiIsolate(name ?? '')} now`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Add" onCancel={onClose}>
      <SearchPicker
        label="People"
        description="They get the group’s application roles at once."
        placeholder="Search people by name or e-mail"
        choices={(text) => peopleChoices(text, key)}
        nothing="Nobody whom you may see is called that."
        {...form.field('people')}
      />
    </FormFrame>
  )
}
