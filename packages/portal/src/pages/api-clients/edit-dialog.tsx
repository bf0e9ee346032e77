import { useLingui } from '@lingui/react/macro'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
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
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Edit the API client`}>
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
  const { t } = useLingui()
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
      name: t`Name`,
      description: t`Description`,
      hasExpiryReminder: t`Reminder`,
      accessTokenType: t`Token type`,
      accessTokenMinutes: t`Access token lifetime in minutes`,
      mayRotateSecret: t`Next secret`,
    },
    check: checkDetails,
    read: () => answer(managementApi.GET('/api-clients/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/api-clients/{key}', { params: { path, header }, body: changed })),
    async saved(values) {
      const name = bidiIsolate(values.name.trim())
      await invalidateApiClients()
      notifyOfSuccess(t`${name} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <DetailsFields form={form} />
      <ReminderField form={form} />
      <RotationField form={form} />
      <TokenMinutesField form={form} />
      <TokenTypeField form={form} />
    </FormFrame>
  )
}
