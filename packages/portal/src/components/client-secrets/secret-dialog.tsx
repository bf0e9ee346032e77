import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { FormDialog } from '../dialogs/form-dialog.tsx'
import { Notice } from '../feedback/notice.tsx'
import { Choice } from '../forms/choice.tsx'
import { usualExpiryDay } from '../forms/expiry-days.ts'
import { ExpiryField } from '../forms/expiry-field.tsx'
import { FormFrame } from '../forms/form-frame.tsx'
import { useForm } from '../forms/use-form.ts'
import { formatUnit } from '../values/format-number.ts'

interface SecretFormProps {
  /** The last characters of the secret in whose place the new one comes; undefined where there is none */
  lastFour: string | undefined
  /** What the new secret leaves as it is */
  whatStays: string
  /** What the choice does to the former secret: `isCut` where something stops working now */
  consequenceOf(overlap: Overlap): { text: string; isCut: boolean }
  /** Has the server make the secret, and goes to the page that shows it */
  generate(request: { expiresOn: string; overlapHours: number }): Promise<void>
  onClose(): void
}

/** Generates a new secret of a client, and says what happens to the current one. */
export function SecretDialog({ isOpen, ...form }: SecretFormProps & { isOpen: boolean }) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={form.onClose} title={t`Generate a new secret?`}>
      <SecretForm {...form} />
    </FormDialog>
  )
}

/** In hours */
export type Overlap = '0' | '1' | '24' | '72' | '168'

/** What the API does where a request has no `overlapHours` */
const usualOverlap: Overlap = '0'

function SecretForm({ lastFour, whatStays, consequenceOf, generate, onClose }: SecretFormProps) {
  const { t } = useLingui()
  const overlaps: { value: Overlap; label: string }[] = [
    { value: '0', label: t`Ends at once` },
    { value: '1', label: formatUnit(1, 'hour') },
    { value: '24', label: formatUnit(1, 'day') },
    { value: '72', label: formatUnit(3, 'day') },
    { value: '168', label: formatUnit(7, 'day') },
  ]
  const form = useForm<{ expiresOn: string; overlap: Overlap }>({
    initial: { expiresOn: usualExpiryDay(), overlap: usualOverlap },
    serverFields: { overlapHours: 'overlap' },
    save: ({ expiresOn, overlap }) => generate({ expiresOn, overlapHours: Number(overlap) }),
  })
  const { text, isCut } = consequenceOf(form.values.overlap)
  return (
    <FormFrame
      form={form}
      submitLabel={t`Generate new secret`}
      isDangerous={lastFour !== undefined && isCut}
      onCancel={onClose}
    >
      <Text size="sm">{whatStays}</Text>
      <ExpiryField {...form.field('expiresOn')} />
      {lastFour !== undefined && (
        <>
          <Choice
            label={t`The current secret, …${lastFour}, works for`}
            description={t`If programs still use it, choose the time in which they get the new one.`}
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
