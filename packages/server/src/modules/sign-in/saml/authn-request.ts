import { attributeText, plainText } from './canonicalize.ts'
import { bindings } from './namespaces.ts'
import { openMessage, type SamlMessage } from './open-message.ts'
import type { SamlProvider } from './saml-provider.ts'

/** Asks the provider to sign somebody in (SAML core, section 3.4.1) */
export function authnRequest(
  message: SamlMessage & { assertionConsumerUrl: string },
  { nameIdFormat, authenticationContext, forceAuthentication }: SamlProvider['settings'],
): string {
  const more = [
    ` ProtocolBinding="${bindings['HTTP-POST']}"`,
    ` AssertionConsumerServiceURL="${attributeText(message.assertionConsumerUrl)}"`,
    forceAuthentication ? ' ForceAuthn="true"' : '',
  ].join('')
  const format = nameIdFormat === null ? '' : ` Format="${attributeText(nameIdFormat)}"`
  const context =
    authenticationContext === null
      ? ''
      : `<samlp:RequestedAuthnContext Comparison="exact"><saml:AuthnContextClassRef>${plainText(authenticationContext)}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`
  return `${openMessage('AuthnRequest', message, more)}<samlp:NameIDPolicy${format} AllowCreate="true"/>${context}</samlp:AuthnRequest>`
}
