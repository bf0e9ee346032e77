import { Button, Modal, PasswordInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { portalApi } from '../../api/apis.ts'
import { useSession } from '../../api/session.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { checkPassword, NewPasswordField } from '../../components/forms/new-password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { invalidateAccount } from './queries.ts'

export function PasswordSection() {
  const [isOpen, dialog] = useDisclosure()
  return (
    <>
      <Section
        title="Password"
        description="Changing it ends your sessions everywhere else."
        actions={
          <Button variant="default" onClick={dialog.open}>
            Change the password
          </Button>
        }
      />
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title="Change the password"
        closeButtonProps={{ 'aria-label': 'Close' }}
        centered
      >
        <PasswordForm onDone={dialog.close} />
      </Modal>
    </>
  )
}

function PasswordForm({ onDone }: { onDone(): void }) {
  const { user } = useSession()
  const form = useForm({
    initial: { currentPassword: '', newPassword: '' },
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: currentPassword === '' ? 'Enter your current password.' : undefined,
      newPassword: checkPassword(newPassword),
    }),
    problemFields: { password_refused: 'newPassword', password_wrong: 'currentPassword' },
    async save(values) {
      await portalApi.post('/account/password', values)
      await invalidateAccount()
      notifyOfSuccess('Your password was changed.')
      onDone()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Change the password" onCancel={onDone}>
      <PasswordInput
        label="Current password"
        name="current-password"
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': 'Show the current password' }}
        {...form.text('currentPassword')}
      />
      <NewPasswordField
        label="New password"
        name="new-password"
        username={user.email ?? ''}
        {...form.text('newPassword')}
      />
    </FormFrame>
  )
}
