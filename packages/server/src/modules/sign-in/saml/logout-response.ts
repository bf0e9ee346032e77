import { attributeText } from './canonicalize.ts'
import { statusSuccess } from './namespaces.ts'
import { openMessage, type SamlMessage } from './open-message.ts'

/** Says that the sessions have ended (SAML core, section 3.7.2) */
export const logoutResponse = (message: SamlMessage, inResponseTo: string): string =>
  `${openMessage('LogoutResponse', message, ` InResponseTo="${attributeText(inResponseTo)}"`)}<samlp:Status><samlp:StatusCode Value="${statusSuccess}"/></samlp:Status></samlp:LogoutResponse>`
