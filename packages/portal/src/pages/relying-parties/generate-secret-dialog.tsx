import { useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const navigate = useNavigate()
  return (
    <SecretDialog
      {...dialog}
      lastFour={secrets[0]?.lastFour}
      whatStays={t`The client ID stays the same, and users stay signed in.`}
      consequenceOf={(overlap) =>
        overlap === '0'
          ? { text: t`Nobody can sign in until the application has the new secret.`, isCut: true }
          : {
              text: t`Both secrets work during this time. Give the application the new one before it ends.`,
              isCut: false,
            }
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
