import type { IdentityProvider } from '../../directory/identity-providers/identity-providers-schemas.ts'
import { type NormalClaim, normalClaims } from '../../directory/identity-providers/normal-claims.ts'
import type { ExternalIdentity } from './external-identity.ts'

/** What a provider says about somebody, beside who it is */
type NormalizedClaims = Pick<
  ExternalIdentity,
  'username' | 'name' | 'email' | 'isEmailVerified' | 'photoUrl' | 'isTermsAccepted'
>

const longest = 1_000

/**
 * Reads the claims of a provider under the names that its settings give. An e-mail of another claim than `email` counts
 * as verified only where the settings say which claim tells: `email_verified` speaks of `email` alone.
 */
export function normalizeClaims(
  claims: Readonly<Record<string, unknown>>,
  normalizations: IdentityProvider['tokenNormalizations'],
): NormalizedClaims {
  const mapped = foreignClaims(normalizations)
  const foreign = (claim: NormalClaim): string => mapped.get(claim) ?? normalClaims[claim]
  const claimed = (claim: NormalClaim): unknown => {
    const name = foreign(claim)
    return Object.hasOwn(claims, name) ? only(claims[name]) : undefined
  }
  const isVouched = foreign('email') === normalClaims.email || mapped.has('email_verified')
  return {
    username: text(claimed('username')),
    name: text(claimed('name')),
    email: text(claimed('email')),
    isEmailVerified: isVouched && truth(claimed('email_verified')) === true,
    photoUrl: webAddress(claimed('picture')),
    isTermsAccepted: truth(claimed('terms')),
  }
}

/** How the provider calls what it names in its own way. What has another normal name is in no use. */
export const foreignClaims = (normalizations: IdentityProvider['tokenNormalizations']): Map<string, string> =>
  new Map((normalizations ?? []).map((pair) => [nameOf(pair.normalClaim ?? ''), pair.foreignClaim ?? '']))

/** The names that OpenID Connect has for them count too. */
function nameOf(normalClaim: string): string {
  const name = normalClaim.toLowerCase()
  const [own] = Object.entries(normalClaims).find(([, standard]) => standard === name) ?? []
  return own ?? name
}

/** SAML and some providers send lists of one. Of several, none is preferred. */
const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)

function text(value: unknown): string | null {
  const found = typeof value === 'string' ? value.trim() : ''
  return found === '' || found.length > longest ? null : found
}

/** Some providers send a text where the specification has a boolean. */
function truth(value: unknown): boolean | null {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : null
}

function webAddress(value: unknown): string | null {
  const url = text(value)
  return url !== null && URL.parse(url)?.protocol === 'https:' ? url : null
}
