import { type Static, Type } from 'typebox'
import { component } from '../../../http/api/schemas.ts'

/**
 * Whose e-mails a provider is for, and whether a second factor that it has asked for counts here. Whoever has an e-mail in
 * one of the domains is sent there from the sign-in page; a provider with domains is trusted for their e-mails alone, and
 * no other provider is.
 */
export const ProviderTrust = Type.Object(
  {
    emailDomains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 }),
    trustsSecondFactor: Type.Boolean(),
  },
  component('IdentityProviderTrust'),
)
export type ProviderTrust = Static<typeof ProviderTrust>
