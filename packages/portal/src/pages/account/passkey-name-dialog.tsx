import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'

interface PasskeyNameDialogProps {
  isOpen: boolean
  onClose(): void
  title: string
  submitLabel: string
  initial: string
  save(name: string): Promise<void>
}

export function PasskeyNameDialog({ isOpen, onClose, title, ...form }: PasskeyNameDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={title}>
      <NameForm {...form} onClose={onClose} />
    </FormDialog>
  )
}

/** A component of its own, so that its state starts anew when the dialog opens. */
function NameForm({ initial, submitLabel, save, onClose }: Omit<PasskeyNameDialogProps, 'isOpen' | 'title'>) {
  const { t } = useLingui()
  const form = useForm({
    initial: { name: initial },
    check: ({ name }) => (name.trim() === '' ? { name: t`Enter a name.` } : {}),
    async save({ name }) {
      await save(name.trim())
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={submitLabel} onCancel={onClose}>
      <TextInput
        label={t`Name`}
        description={t`By which you will know it among your passkeys.`}
        data-autofocus
        {...form.text('name')}
      />
    </FormFrame>
  )
}
