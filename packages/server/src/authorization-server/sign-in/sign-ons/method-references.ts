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
