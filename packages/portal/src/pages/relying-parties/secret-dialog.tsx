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
import { keepNewSecret } from './new-secret.ts'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

interface SecretDialogProps {
  application: RelyingPartyDetails
  isOpen: boolean
  onClose(): void
}

/** Generates a new secret, and says what happens to the current one. */
export const SecretDialog = ({ application, isOpen, onClose }: SecretDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title="Generate a new secret?">
    <SecretForm application={application} onClose={onClose} />
  </FormDialog>
)

const overlaps = [
  { value: '0', label: 'Not at all' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
] as const
type Overlap = (typeof overlaps)[number]['value']

function SecretForm({ application, onClose }: Omit<SecretDialogProps, 'isOpen'>) {
  const { key, name, secrets } = application
  const navigate = useNavigate()
  const form = useForm<{ expiresOn: string; overlap: Overlap }>({
    initial: { expiresOn: usualExpiryDay(), overlap: '24' },
    serverFields: { overlapHours: 'overlap' },
    async save({ expiresOn, overlap }) {
      const body = { expiresOn, overlapHours: Number(overlap) }
      const params = { path: { key } }
      const made = await answer(managementApi.POST('/relying-parties/{key}/secrets', { params, body }))
      keepNewSecret({ ...made, name })
      await invalidateRelyingParties()
      await navigate({ to: '/sign-in-applications/$key/credentials', params: { key } })
    },
  })
  const isCut = form.values.overlap === '0' && secrets.length > 0
  return (
    <FormFrame form={form} submitLabel="Generate new secret" isDangerous={isCut} onCancel={onClose}>
      <Text size="sm">The client ID stays the same, and whoever is signed in stays signed in.</Text>
      <ExpiryField {...form.field('expiresOn')} />
      {secrets.length > 0 && (
        <>
          <Choice
            label="How long the secret in use still works"
            options={overlaps}
            value={form.values.overlap}
            onChange={(overlap) => form.set('overlap', overlap)}
          />
          <Notice tone={isCut ? 'warning' : 'info'} role="status">
            {isCut
              ? 'From this moment nobody can sign in, until the application has the new secret.'
              : 'Both secrets work meanwhile: give the application the new one in that time.'}
          </Notice>
        </>
      )}
    </FormFrame>
  )
}
