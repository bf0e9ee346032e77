import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'

/** Why a token was refused, by the words of the server's log */
const reasons: Readonly<Record<string, MessageDescriptor>> = {
  'wrong secret': msg`The secret is wrong`,
  'secret expired': msg`The secret has expired`,
  suspended: msg`The API client is suspended`,
  'assertion not accepted': msg`The assertion is not accepted: wrong key, signature, audience or time`,
  'keys not readable': msg`The keys at its address cannot be read`,
  'assertion used before': msg`The assertion was used before`,
  invalid_scope: msg`It asks for a scope that it does not have`,
  invalid_target: msg`It asks for a token for an API that it may not call`,
  unsupported_grant_type: msg`It uses a grant type other than client_credentials`,
  unauthorized_client: msg`It uses a grant type other than client_credentials`,
}

/** In the page's language; undefined for a reason that the portal does not know */
export function tokenReason(name: string): string | undefined {
  const text = Object.hasOwn(reasons, name) ? reasons[name] : undefined
  return text && pageI18n()._(text)
}
