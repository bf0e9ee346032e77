import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import {
  checkDetails,
  DetailsFields,
  type DetailsValues,
  ReminderField,
  RotationField,
  TokenMinutesField,
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

function detailsOf(client: ApiClientDetails): DetailsValues {
  const { name, description, hasExpiryReminder, accessTokenType, accessTokenMinutes, mayRotateSecret } = client
  return {
    name,
    description: description ?? '',
    hasExpiryReminder,
    accessTokenType,
    accessTokenMinutes,
    mayRotateSecret,
  }
}

function EditForm({ client, onClose }: Omit<EditDialogProps, 'isOpen'>) {
  const path = { key: client.key }
  const form = useEditForm({
    loaded: client,
    valuesOf: detailsOf,
    requestOf: (values) => ({
      ...values,
      name: values.name.trim(),
      description: values.description.trim() || null,
      accessTokenMinutes: Number(values.accessTokenMinutes),
    }),
    labels: {
      hasExpiryReminder: 'Reminder',
      accessTokenType: 'Type of its tokens',
      accessTokenMinutes: 'Minutes that its access tokens are valid',
      mayRotateSecret: 'Own next secret',
    },
    check: checkDetails,
    read: () => answer(managementApi.GET('/api-clients/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/api-clients/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateApiClients()
      notifyOfSuccess(`${name.trim()} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <DetailsFields form={form} />
      <ReminderField form={form} />
      <RotationField form={form} />
      <TokenMinutesField form={form} />
      <TokenTypeField form={form} />
    </FormFrame>
  )
}
