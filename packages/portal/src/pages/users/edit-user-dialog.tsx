import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { invalidateUsers, type User } from './queries.ts'

interface EditUserDialogProps {
  user: User
  isOpen: boolean
  onClose(): void
}

export function EditUserDialog({ user, isOpen, onClose }: EditUserDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Edit the user`}>
      <EditForm user={user} onClose={onClose} />
    </FormDialog>
  )
}

/** A component of its own, so that it starts with the current values when the dialog opens. */
function EditForm({ user, onClose }: Omit<EditUserDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const path = { key: user.key }
  const form = useEditForm({
    loaded: user,
    valuesOf: ({ name, photoUrl }) => ({ name: name ?? '', photoUrl: photoUrl ?? '' }),
    requestOf: ({ name, photoUrl }) => ({ name: name.trim() || null, photoUrl: photoUrl.trim() || null }),
    labels: { name: t`Name`, photoUrl: t`Photo URL` },
    read: () => answer(identityApi.GET('/users/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(identityApi.PATCH('/users/{key}', { params: { path, header }, body: changed })),
    async saved() {
      await invalidateUsers()
      notifyOfSuccess(t`The changes are saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <TextInput label={t`Name`} data-autofocus autoComplete="off" {...form.text('name')} />
      <TextInput
        label={t`Photo URL`}
        description={t`For applications to show. The portal itself shows initials and asks no other host for anything.`}
        placeholder="https://…"
        autoComplete="off"
        {...form.text('photoUrl')}
      />
    </FormFrame>
  )
}
