import type { ProviderSession } from '../federation/external-identity.ts'
import { attributeText, plainText } from './canonicalize.ts'
import { openMessage, type SamlMessage } from './open-message.ts'

/** Asks the provider to end somebody's session (SAML core, section 3.7.1) */
export function logoutRequest(
  message: SamlMessage,
  { nameId, nameIdFormat, sessionIndex }: Extract<ProviderSession, { type: 'SAML' }>,
): string {
  const format = nameIdFormat === null ? '' : ` Format="${attributeText(nameIdFormat)}"`
  const index = sessionIndex === null ? '' : `<samlp:SessionIndex>${plainText(sessionIndex)}</samlp:SessionIndex>`
  const end = ` NotOnOrAfter="${new Date(message.now + 300_000).toISOString()}"`
  return `${openMessage('LogoutRequest', message, end)}<saml:NameID${format}>${plainText(nameId)}</saml:NameID>${index}</samlp:LogoutRequest>`
}
