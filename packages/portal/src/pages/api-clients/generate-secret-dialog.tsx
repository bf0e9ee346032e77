import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { keepNewSecret } from '../../components/client-secrets/new-secret.ts'
import { type Overlap, SecretDialog } from '../../components/client-secrets/secret-dialog.tsx'
import { pageI18n } from '../../components/language/page-language.ts'
import { type ApiClientDetails, invalidateApiClients } from './queries.ts'

interface GenerateSecretDialogProps {
  client: ApiClientDetails
  isOpen: boolean
  onClose(): void
}

/** Generates a new secret of an API client. */
export function GenerateSecretDialog({ client, ...dialog }: GenerateSecretDialogProps) {
  const { t } = useLingui()
  const { key, name, secretLastFour, secrets } = client
  const isExpired = secrets.length === 0
  const navigate = useNavigate()
  return (
    <SecretDialog
      {...dialog}
      lastFour={secretLastFour}
      whatStays={t`The client ID stays the same. Tokens that were issued already work until they expire, whatever you choose here.`}
      consequenceOf={(overlap) => ({
        text: consequence(overlap, isExpired, secrets.length > 1),
        isCut: overlap === '0' && !isExpired,
      })}
      generate={async (body) => {
        const made = await answer(managementApi.POST('/api-clients/{key}/secrets', { params: { path: { key } }, body }))
        keepNewSecret({ ...made, name })
        invalidateApiClients()
        await navigate({ to: '/api-clients/$key/credentials', params: { key } })
      }}
    />
  )
}

function consequence(overlap: Overlap, isExpired: boolean, hasFormer: boolean): string {
  const i18n = pageI18n()
  if (isExpired) return i18n._(msg`The secret in use has expired already, so nothing stops working.`)
  if (overlap === '0') {
    return hasFormer
      ? i18n._(
          msg`Programs with an old secret get no new tokens from this moment, until they have the new one. Former secrets end now, too.`,
        )
      : i18n._(msg`Programs with the old secret get no new tokens from this moment, until they have the new one.`)
  }
  return hasFormer
    ? i18n._(
        msg`Both secrets work until then: give programs the new one in that time, and no request fails. Former secrets end by then, too.`,
      )
    : i18n._(msg`Both secrets work until then: give programs the new one in that time, and no request fails.`)
}
