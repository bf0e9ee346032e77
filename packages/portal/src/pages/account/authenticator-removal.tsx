import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Text, TextInput } from '@mantine/core'
import { portalApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'

/** Removes the authenticator app. It needs the password or a code, so that an open session is not enough. */
export function AuthenticatorRemoval({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Remove the authenticator app?`}>
      <Removal onClose={onClose} />
    </FormDialog>
  )
}

function Removal({ onClose }: { onClose(): void }) {
  const { t } = useLingui()
  const form = useForm<{ by: 'password' | 'code'; proof: string }>({
    initial: { by: 'password', proof: '' },
    check: ({ by, proof }) =>
      proof.trim() === '' ? { proof: by === 'password' ? t`Enter your password.` : t`Enter your code.` } : {},
    problemFields: { password_wrong: 'proof', sign_in_failed: 'proof', code_wrong: 'proof' },
    async save({ by, proof }) {
      await portalApi.delete('/account/authenticator', { [by]: by === 'code' ? proof.replace(/\s/g, '') : proof })
      notifyOfSuccess(t`The authenticator app was removed.`)
      onClose()
    },
  })
  const { by } = form.values
  return (
    <FormFrame form={form} submitLabel={t`Remove`} isDangerous onCancel={onClose}>
      <Text size="sm">
        <Trans>Your password alone will then sign you in. The recovery codes stop working.</Trans>
      </Text>
      <SegmentedControl
        aria-label={t`Prove that it is you by`}
        data={[
          { value: 'password', label: t`Password` },
          { value: 'code', label: t`Code` },
        ]}
        value={by}
        onChange={(value) => {
          form.set('by', value as 'password' | 'code')
          form.set('proof', '')
        }}
      />
      <TextInput
        label={by === 'password' ? t`Your password` : t`Code of the app, or a recovery code`}
        type={by === 'password' ? 'password' : 'text'}
        autoComplete={by === 'password' ? 'current-password' : 'one-time-code'}
        data-autofocus
        {...form.text('proof')}
      />
    </FormFrame>
  )
}
