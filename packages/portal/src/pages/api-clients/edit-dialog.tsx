import { done, management } from '../../api/client.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { type ApiClientFacts, checkFacts, NameFields, ReminderField } from './details-fields.tsx'
import { type ApiClientDetails, invalidateApiClients } from './queries.ts'

interface EditDialogProps {
  client: ApiClientDetails
  isOpen: boolean
  onClose(): void
}

/** Name, description and reminder. Permissions and secrets are changed elsewhere. */
export function EditDialog({ client, isOpen, onClose }: EditDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title="Edit the API client">
      <EditForm client={client} onClose={onClose} />
    </FormDialog>
  )
}

function EditForm({ client, onClose }: Omit<EditDialogProps, 'isOpen'>) {
  const { key, name, description, hasExpiryReminder } = client
  const form = useForm<ApiClientFacts>({
    initial: { name, description: description ?? '', hasExpiryReminder },
    check: checkFacts,
    async save(values) {
      const body = { ...values, name: values.name.trim(), description: values.description.trim() || null }
      await done(management.PATCH('/api-clients/{key}', { params: { path: { key } }, body }))
      await invalidateApiClients()
      notifyOfSuccess(`${body.name} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <NameFields form={form} />
      <ReminderField form={form} />
    </FormFrame>
  )
}
