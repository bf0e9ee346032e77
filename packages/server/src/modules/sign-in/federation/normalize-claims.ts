import type { IdentityProvider } from '../../directory/identity-providers/identity-providers-schemas.ts'
import type { ExternalIdentity } from './external-identity.ts'

/** What a provider says about somebody, beside who it is */
export type NormalizedClaims = Pick<
  ExternalIdentity,
  'username' | 'name' | 'email' | 'isEmailVerified' | 'photoUrl' | 'isTermsAccepted'
>

/**
 * The names under which claim names of a provider can be mapped (`normalClaim`), in any case, and the claims that are
 * read without a mapping: those of OpenID Connect Core 1.0, section 5.1.
 */
export const normalClaims = {
  username: 'preferred_username',
  name: 'name',
  email: 'email',
  email_verified: 'email_verified',
  picture: 'picture',
  terms: 'terms_accepted',
} as const
type NormalClaim = keyof typeof normalClaims

const longest = 1_000

/**
 * Reads the claims of a provider under the names that its settings give. An e-mail of another claim than `email` counts
 * as verified only where the settings say which claim tells: `email_verified` speaks of `email` alone.
 */
export function normalizeClaims(
  claims: Readonly<Record<string, unknown>>,
  normalizations: IdentityProvider['tokenNormalizations'],
): NormalizedClaims {
  const mapped = new Map(
    (normalizations ?? []).map((pair) => [nameOf(pair.normalClaim ?? ''), pair.foreignClaim ?? '']),
  )
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
