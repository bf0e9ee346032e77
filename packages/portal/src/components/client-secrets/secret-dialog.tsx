import { Text } from '@mantine/core'
import { FormDialog } from '../dialogs/form-dialog.tsx'
import { Notice } from '../feedback/notice.tsx'
import { Choice } from '../forms/choice.tsx'
import { usualExpiryDay } from '../forms/expiry-days.ts'
import { ExpiryField } from '../forms/expiry-field.tsx'
import { FormFrame } from '../forms/form-frame.tsx'
import { useForm } from '../forms/use-form.ts'

interface SecretFormProps {
  /** The last characters of the secret in whose place the new one comes; undefined where there is none */
  lastFour: string | undefined
  /** Hours that the former secret works, unless something else is chosen */
  usualOverlap: Overlap
  /** What the new secret leaves as it is */
  whatStays: string
  /** What the choice does to the former secret: `isCut` where something stops working now */
  consequenceOf(overlap: Overlap): { text: string; isCut: boolean }
  /** Has the server make the secret, and goes to the page that shows it */
  generate(request: { expiresOn: string; overlapHours: number }): Promise<void>
  onClose(): void
}

/** Generates a new secret of a client, and says what happens to the current one. */
export const SecretDialog = ({ isOpen, ...form }: SecretFormProps & { isOpen: boolean }) => (
  <FormDialog isOpen={isOpen} onClose={form.onClose} title="Generate a new secret?">
    <SecretForm {...form} />
  </FormDialog>
)

const overlaps = [
  { value: '0', label: 'Not at all' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
] as const
export type Overlap = (typeof overlaps)[number]['value']

function SecretForm({ lastFour, usualOverlap, whatStays, consequenceOf, generate, onClose }: SecretFormProps) {
  const form = useForm<{ expiresOn: string; overlap: Overlap }>({
    initial: { expiresOn: usualExpiryDay(), overlap: usualOverlap },
    serverFields: { overlapHours: 'overlap' },
    save: ({ expiresOn, overlap }) => generate({ expiresOn, overlapHours: Number(overlap) }),
  })
  const { text, isCut } = consequenceOf(form.values.overlap)
  return (
    <FormFrame
      form={form}
      submitLabel="Generate new secret"
      isDangerous={lastFour !== undefined && isCut}
      onCancel={onClose}
    >
      <Text size="sm">{whatStays}</Text>
      <ExpiryField {...form.field('expiresOn')} />
      {lastFour !== undefined && (
        <>
          <Choice
            label={`How long the secret in use, …${lastFour}, still works`}
            options={overlaps}
            value={form.values.overlap}
            onChange={(overlap) => form.set('overlap', overlap)}
          />
          <Notice tone={isCut ? 'warning' : 'info'} role="status">
            {text}
          </Notice>
        </>
      )}
    </FormFrame>
  )
}
