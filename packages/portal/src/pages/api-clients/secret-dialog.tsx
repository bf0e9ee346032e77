import { Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { Choice } from '../../components/forms/choice.tsx'
import { usualExpiryDay } from '../../components/forms/expiry-days.ts'
import { ExpiryField } from '../../components/forms/expiry-field.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { keepNewCredentials } from './new-credentials.ts'
import { type ApiClientDetails, invalidateApiClients } from './queries.ts'

interface SecretDialogProps {
  client: ApiClientDetails
  isOpen: boolean
  onClose(): void
}

/** Generates a new secret, and says what happens to the current one. */
export function SecretDialog({ client, isOpen, onClose }: SecretDialogProps) {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title="Generate a new secret?">
      <SecretForm client={client} onClose={onClose} />
    </FormDialog>
  )
}

const overlaps = [
  { value: '0', label: 'Not at all' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
] as const
type Overlap = (typeof overlaps)[number]['value']

function SecretForm({ client, onClose }: Omit<SecretDialogProps, 'isOpen'>) {
  const { key, name, secretLastFour, status } = client
  const navigate = useNavigate()
  const form = useForm<{ expiresOn: string; overlap: Overlap }>({
    initial: { expiresOn: usualExpiryDay(), overlap: '0' },
    serverFields: { overlapHours: 'overlap' },
    async save({ expiresOn, overlap }) {
      const overlapHours = Number(overlap)
      const body = { expiresOn, overlapHours }
      const made = await answer(managementApi.POST('/api-clients/{key}/secrets', { params: { path: { key } }, body }))
      keepNewCredentials({ ...made, name })
      invalidateApiClients()
      await navigate({ to: '/api-clients/$key/credentials', params: { key } })
    },
  })
  return (
    <FormFrame
      form={form}
      submitLabel="Generate new secret"
      isDangerous={form.values.overlap === '0' && status !== 'Expired'}
      onCancel={onClose}
    >
      <Text size="sm">
        The client ID stays the same. Tokens that were issued already work until they expire, whatever you choose here.
      </Text>
      <ExpiryField {...form.field('expiresOn')} />
      <Choice
        label={`How long the secret in use, …${secretLastFour}, still works`}
        options={overlaps}
        value={form.values.overlap}
        onChange={(overlap) => form.set('overlap', overlap)}
      />
      <Notice tone={form.values.overlap === '0' && status !== 'Expired' ? 'warning' : 'info'} role="status">
        {consequence(form.values.overlap, status === 'Expired', client.secrets.length > 1)}
      </Notice>
    </FormFrame>
  )
}

function consequence(overlap: Overlap, isExpired: boolean, hasFormer: boolean): string {
  if (isExpired) return 'The secret in use has expired already, so nothing stops working.'
  const former = hasFormer ? ` Former secrets end ${overlap === '0' ? 'now' : 'by then'}, too.` : ''
  if (overlap === '0') {
    return `Programs with the old secret get no new tokens from this moment, until they have the new one.${former}`
  }
  return `Both secrets work meanwhile: give programs the new one in that time, and no request fails.${former}`
}
