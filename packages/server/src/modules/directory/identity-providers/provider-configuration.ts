import { fold } from '../../../db/codecs.ts'
import { Problem } from '../../../problems/problem.ts'
import type { IdentityProvider, OidcConfiguration, OidcConfigurationRequest } from './identity-providers-schemas.ts'

/** As it is stored: the secret is kept apart, encrypted. */
export type StoredOidc = Omit<OidcConfiguration, 'clientSecret'>
export type SamlItems = NonNullable<IdentityProvider['samlConfiguration']>

const urlFields = [
  'discoveryUrl',
  'authorizationUrl',
  'tokenUrl',
  'userInfoUrl',
  'logoutUrl',
  'jwksUrl',
  'issuer',
] as const
/** What a discovery document would tell. */
const discoverable = ['authorizationUrl', 'tokenUrl', 'jwksUrl', 'issuer'] as const
/** Who gets the secret, and as whose. */
const secretGoesTo = ['discoveryUrl', 'tokenUrl', 'issuer', 'clientId'] as const

const unset: StoredOidc = {
  discoveryUrl: null,
  authorizationUrl: null,
  tokenUrl: null,
  userInfoUrl: null,
  logoutUrl: null,
  jwksUrl: null,
  issuer: null,
  clientAuthenticationMethod: null,
  clientAssertionSigningAlgorithm: null,
  scopes: ['openid', 'profile', 'email'],
  clientId: null,
  usePkce: true,
  pkceMethod: 'S256',
  providerCustomConfig: null,
  suppressNonceVerification: false,
}

/**
 * The configuration that a request leads to.
 * @param held null for a new provider
 * @throws Problem invalid_body
 */
export function oidcAfter(held: StoredOidc | null, request: OidcConfigurationRequest): StoredOidc {
  const { clientSecret, scopes, providerCustomConfig: custom, ...fields } = request
  const before = held ?? unset
  const after: StoredOidc = {
    ...before,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(scopes === undefined ? {} : { scopes: scopes ?? unset.scopes }),
    ...(custom === undefined
      ? {}
      : { providerCustomConfig: custom && { keyId: custom.keyId ?? null, teamId: custom.teamId ?? null } }),
  }
  if (held === null && clientSecret && request.clientAuthenticationMethod === undefined) {
    after.clientAuthenticationMethod = 'client_secret_post'
  }
  requireOidc(after)
  return after
}

function requireOidc(oidc: StoredOidc): void {
  for (const field of urlFields) requireUrl(`oidcConfiguration.${field}`, oidc[field])
  if (oidc.clientId === null) throw invalid('The field oidcConfiguration.clientId is missing.')
  const missing = discoverable.filter((field) => oidc[field] === null)
  if (oidc.discoveryUrl === null && missing.length > 0) {
    const names = missing.map((field) => `oidcConfiguration.${field}`).join(', ')
    throw invalid(`Without the field oidcConfiguration.discoveryUrl, these are needed: ${names}.`)
  }
  if (!oidc.scopes?.includes('openid')) throw invalid('The field oidcConfiguration.scopes must hold openid.')
  requireAlgorithm(oidc)
}

/** RFC 7523: assertions are signed with the secret (HS…), or with a private key. */
function requireAlgorithm({
  clientAuthenticationMethod: method,
  clientAssertionSigningAlgorithm: algorithm,
}: StoredOidc) {
  if (algorithm === null) return
  const isSymmetric = algorithm.startsWith('HS')
  if (method === (isSymmetric ? 'client_secret_jwt' : 'private_key_jwt')) return
  throw invalid(
    `The field oidcConfiguration.clientAssertionSigningAlgorithm is ${algorithm}, which needs the clientAuthenticationMethod ${isSymmetric ? 'client_secret_jwt' : 'private_key_jwt'}.`,
  )
}

/**
 * Whether a secret must come along.
 * @throws Problem identity_provider_secret_missing
 */
export function requireSecret(
  { held, after }: { held: StoredOidc | null; after: StoredOidc },
  { isStored, given }: { isStored: boolean; given: string | null | undefined },
): void {
  if (given) return
  const willHave = isStored && given === undefined
  if (willHave && held && secretGoesTo.some((field) => held[field] !== after[field])) {
    const rule = 'must come along when discoveryUrl, tokenUrl, issuer or clientId change; null removes it.'
    throw new Problem('identity_provider_secret_missing', `The field oidcConfiguration.clientSecret ${rule}`)
  }
  const method = after.clientAuthenticationMethod
  if (willHave || !method?.startsWith('client_secret')) return
  throw new Problem(
    'identity_provider_secret_missing',
    `The field oidcConfiguration.clientSecret is missing: the clientAuthenticationMethod ${method} needs it.`,
  )
}

/**
 * Names are the provider's own; those that end with Url hold one.
 * @throws Problem invalid_body
 */
export function requireSaml(items: SamlItems): void {
  const names = new Set<string>()
  for (const [index, { configName, configValue }] of items.entries()) {
    const folded = fold(configName ?? '')
    if (names.has(folded)) throw invalid(`The field samlConfiguration[${index}].configName is there twice.`)
    names.add(folded)
    if (folded.endsWith('url')) requireUrl(`samlConfiguration[${index}].configValue`, configValue)
  }
}

/** Codes and tokens go there: only encrypted, but for a provider on the same machine. */
function requireUrl(field: string, text: string | null): void {
  if (text === null) return
  const url = /^[^\s\p{C}]+$/u.test(text) && URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const isPlain = url && !url.username && !url.password && !url.hash
  if (isPlain && (url.protocol === 'https:' || isLocal)) return
  throw invalid(`The field ${field} must be an https URL (http for localhost only), without credentials or fragment.`)
}

const invalid = (detail: string): Problem => new Problem('invalid_body', detail)
