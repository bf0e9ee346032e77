import type { SignInMethod } from '../../../modules/members/sessions/session.ts'

/** `acr` of a sign-in with one factor, and of one with two (OpenID Connect Core 1.0, section 2) */
export const oneFactor = 'urn:portico:one-factor'
export const twoFactors = 'urn:portico:two-factors'

/** RFC 8176, by method: what the ID token says about how the user signed in. It has no word for `fed`, as others call it. */
export const methodReferences: Record<SignInMethod, string[]> = {
  password: ['pwd'],
  'password+totp': ['pwd', 'otp', 'mfa'],
  passkey: ['pop', 'user', 'mfa'],
  external: ['fed'],
  'external+totp': ['fed', 'otp', 'mfa'],
  'external+mfa': ['fed', 'mfa'],
}

/** The `acr` of a sign-in by this method */
export const contextOf = (method: SignInMethod): string =>
  methodReferences[method].includes('mfa') ? twoFactors : oneFactor

/** The method that these references of an ID token stand for */
export function methodOf(references: readonly string[]): SignInMethod {
  if (references.includes('pop')) return 'passkey'
  const hasCode = references.includes('otp')
  if (!references.includes('fed')) return hasCode ? 'password+totp' : 'password'
  if (hasCode) return 'external+totp'
  return references.includes('mfa') ? 'external+mfa' : 'external'
}
