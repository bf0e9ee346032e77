import { useLingui } from '@lingui/react/macro'
import { Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { type PublicJwk, readPublicKeys, UnreadableKeys } from './read-public-keys.ts'

interface AddKeyDialogProps {
  isOpen: boolean
  onClose(): void
  /** Changes the keys that the client has now */
  change(work: (keys: PublicJwk[]) => PublicJwk[]): Promise<void>
}

/** Adds public keys of a client, from PEM, a JSON Web Key or a set of them. */
export function AddKeyDialog({ isOpen, onClose, change }: AddKeyDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t`Add a public key`}>
      <AddKeyForm onClose={onClose} change={change} />
    </FormDialog>
  )
}

function AddKeyForm({ onClose, change }: Omit<AddKeyDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const reasons: Record<UnreadableKeys['reason'], string> = {
    private: t`This is a private key. Keep it where your program is, and paste its public half.`,
    certificate: t`This is a certificate. Paste the public key in it: BEGIN PUBLIC KEY.`,
    insecure: t`This browser reads PEM at https addresses only. Paste the key as a JSON Web Key.`,
    unreadable: t`No public key can be read here. Paste one in PEM (BEGIN PUBLIC KEY) or as a JSON Web Key: P-256, RSA from 2,048 bits, or Ed25519.`,
  }
  const wrong = useRef<string>(undefined)
  const form = useForm({
    initial: { text: '', keyId: '' },
    check: () => (wrong.current === undefined ? {} : { text: wrong.current }),
    serverFields: { jwks: 'text' },
    problemFields: { jwks_invalid: 'text' },
    async save({ text, keyId }) {
      const keys = await readPublicKeys(text)
      const named = keys.map((key) => (keyId.trim() && keys.length === 1 ? { ...key, kid: keyId.trim() } : key))
      await change((all) => [...all, ...named])
      notifyOfSuccess(t`The key can be used now.`)
      onClose()
    },
  })
  return (
    <FormFrame
      form={{
        ...form,
        async submit(event) {
          event?.preventDefault()
          wrong.current = await readPublicKeys(form.values.text).then(
            () => undefined,
            (error) => (error instanceof UnreadableKeys ? reasons[error.reason] : reasons.unreadable),
          )
          await form.submit()
        },
      }}
      submitLabel={t`Add key`}
      onCancel={onClose}
    >
      <Textarea
        label={t`Public key`}
        description={t`In PEM, as a JSON Web Key, or a set of them`}
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        data-autofocus
        {...form.text('text')}
      />
      <TextInput
        label={t`Key ID`}
        description={t`Optional: the kid that the program names in its assertions`}
        autoComplete="off"
        {...form.text('keyId')}
      />
    </FormFrame>
  )
}
