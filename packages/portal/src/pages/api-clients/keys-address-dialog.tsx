import { Trans, useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import type { ChangeKeys } from './queries.ts'

interface KeysAddressDialogProps {
  isOpen: boolean
  onClose(): void
  /** The present one; undefined where there is none */
  address: string | undefined
  /** Whether there are keys that the address replaces */
  hasKeys: boolean
  change: ChangeKeys
}

/** Sets the address at which a client publishes its public keys. The server reads them before it stores the address. */
export function KeysAddressDialog({ isOpen, ...form }: KeysAddressDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={form.onClose} title={t`Address of the public keys`}>
      <AddressForm {...form} />
    </FormDialog>
  )
}

function AddressForm({ address = '', hasKeys, change, onClose }: Omit<KeysAddressDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const form = useForm({
    initial: { address },
    check: (values) =>
      /^https?:\/\/[^/]/i.test(values.address.trim())
        ? {}
        : { address: t`Enter an address that begins with https://.` },
    serverFields: { jwksUri: 'address' },
    problemFields: { jwks_uri_invalid: 'address' },
    async save(values) {
      const jwksUri = values.address.trim()
      await change(() => ({ jwksUri, jwks: null }))
      notifyOfSuccess(t`The address is saved. Its keys can be used now.`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Save address`} onCancel={onClose}>
      <TextInput
        label={t`Address`}
        description={t`Where the program publishes its JSON Web Key Set (jwks_uri), by https. Portico reads it now, every five minutes while it is used, and for each new key ID.`}
        type="url"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        {...form.text('address')}
      />
      {hasKeys && (
        <Notice tone="warning">
          <Trans>The keys in the list end with this: only those at the address count.</Trans>
        </Notice>
      )}
    </FormFrame>
  )
}
