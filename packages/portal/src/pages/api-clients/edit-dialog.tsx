import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import {
  checkDetails,
  DetailsFields,
  type DetailsValues,
  ReminderField,
  RotationField,
  TokenTypeField,
} from './details-fields.tsx'
import { type ApiClientDetails, invalidateApiClients } from './queries.ts'

interface EditDialogProps {
  client: ApiClientDetails
  isOpen: boolean
  onClose(): void
}

/** Name, description, reminder, token type and rotation. Permissions and secrets are changed elsewhere. */
export function EditDialog({ client, isOpen, onClose }: EditDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title="Edit the API client">
      <EditForm client={client} onClose={onClose} />
    </FormDialog>
  )
}

function EditForm({ client, onClose }: Omit<EditDialogProps, 'isOpen'>) {
  const { key, name, description, hasExpiryReminder, accessTokenType, mayRotateSecret } = client
  const form = useForm<DetailsValues>({
    initial: { name, description: description ?? '', hasExpiryReminder, accessTokenType, mayRotateSecret },
    check: checkDetails,
    async save(values) {
      const body = { ...values, name: values.name.trim(), description: values.description.trim() || null }
      await completed(managementApi.PATCH('/api-clients/{key}', { params: { path: { key } }, body }))
      await invalidateApiClients()
      notifyOfSuccess(`${body.name} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <DetailsFields form={form} />
      <ReminderField form={form} />
      <RotationField form={form} />
      <TokenTypeField form={form} />
    </FormFrame>
  )
}
