import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { keepNewSecret } from '../../components/client-secrets/new-secret.ts'
import { SecretDialog } from '../../components/client-secrets/secret-dialog.tsx'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

interface GenerateSecretDialogProps {
  application: RelyingPartyDetails
  isOpen: boolean
  onClose(): void
}

/** Generates a new secret of a sign-in application. */
export function GenerateSecretDialog({ application: { key, name, secrets }, ...dialog }: GenerateSecretDialogProps) {
  const navigate = useNavigate()
  return (
    <SecretDialog
      {...dialog}
      lastFour={secrets[0]?.lastFour}
      usualOverlap="24"
      whatStays="The client ID stays the same, and whoever is signed in stays signed in."
      consequenceOf={(overlap) =>
        overlap === '0'
          ? { text: 'From this moment nobody can sign in, until the application has the new secret.', isCut: true }
          : { text: 'Both secrets work meanwhile: give the application the new one in that time.', isCut: false }
      }
      generate={async (body) => {
        const params = { path: { key } }
        const made = await answer(managementApi.POST('/relying-parties/{key}/secrets', { params, body }))
        keepNewSecret({ ...made, name })
        await invalidateRelyingParties()
        await navigate({ to: '/sign-in-applications/$key/credentials', params: { key } })
      }}
    />
  )
}
