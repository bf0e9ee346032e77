import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { portalApi } from '../../api/apis.ts'
import { invalidateSession } from '../../api/session.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { invalidateAccount, type OwnProfile, type ProfileSource } from './queries.ts'

interface ProfileDialogProps {
  profile: OwnProfile
  isOpen: boolean
  onClose(): void
}

export function ProfileDialog({ isOpen, ...form }: ProfileDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={form.onClose} title={t`Edit your profile`}>
      <ProfileForm {...form} />
    </FormDialog>
  )
}

/** A component of its own, so that it starts with the current values when the dialog opens. */
function ProfileForm({ profile, onClose }: Omit<ProfileDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const { email, providedBy } = profile
  const initial = { name: profile.name ?? '', photoUrl: profile.photoUrl ?? '' }
  const form = useForm({
    initial,
    check: ({ name }) => (name.trim() === '' && !providedBy.name ? { name: t`Enter a name.` } : {}),
    async save({ name, photoUrl }) {
      await portalApi.patch('/account/profile', {
        ...(name !== initial.name && { name: name.trim() }),
        ...(photoUrl !== initial.photoUrl && { photoUrl: photoUrl.trim() || null }),
      })
      await Promise.all([invalidateAccount(), invalidateSession()])
      notifyOfSuccess(t`Your profile was saved.`)
      onClose()
    },
  })
  const from = (source: ProfileSource): string | undefined => {
    const provider = bidiIsolate(source?.name ?? '')
    return source ? t`Comes from ${provider} at each sign-in there. Change it there.` : undefined
  }
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <TextInput
        label={t`Name`}
        description={from(providedBy.name)}
        disabled={providedBy.name !== null}
        data-autofocus={providedBy.name ? undefined : true}
        autoComplete="name"
        {...form.text('name')}
      />
      <TextInput
        label={t`Address of a photo`}
        description={
          from(providedBy.photoUrl) ??
          t`For the applications that you sign in to. Your account itself shows initials, and asks no other server for anything.`
        }
        disabled={providedBy.photoUrl !== null}
        placeholder="https://…"
        autoComplete="photo"
        {...form.text('photoUrl')}
      />
      {email !== null && (
        <TextInput
          label={t`E-mail`}
          description={t`It belongs to your account and stays. If you need another one, ask somebody who manages users.`}
          value={email}
          readOnly
        />
      )}
    </FormFrame>
  )
}
