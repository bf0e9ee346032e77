import { Problem } from '../../../problems/problem.ts'
import type { OidcConfiguration, OidcConfigurationRequest } from './identity-providers-schemas.ts'
import { requireProviderUrl } from './require-provider-url.ts'

/** The configuration as it is stored: without the secret, which is encrypted and has a column of its own. */
export type StoredOidcConfiguration = Omit<OidcConfiguration, 'clientSecret'>

const urlFields = [
  'discoveryUrl',
  'authorizationUrl',
  'tokenUrl',
  'userInfoUrl',
  'logoutUrl',
  'jwksUrl',
  'issuer',
] as const
/** What a discovery document tells */
const discoverable = ['authorizationUrl', 'tokenUrl', 'jwksUrl', 'issuer'] as const
/** Who gets the secret, and in which client's name */
const secretGoesTo = ['discoveryUrl', 'tokenUrl', 'issuer', 'clientId'] as const

const unset: StoredOidcConfiguration = {
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
export function oidcAfter(
  held: StoredOidcConfiguration | null,
  request: OidcConfigurationRequest,
): StoredOidcConfiguration {
  const { clientSecret, scopes, providerCustomConfig: custom, ...fields } = request
  const before = held ?? unset
  const after: StoredOidcConfiguration = {
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

function requireOidc(oidc: StoredOidcConfiguration): void {
  for (const field of urlFields) requireProviderUrl(`oidcConfiguration.${field}`, oidc[field])
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
}: StoredOidcConfiguration) {
  if (algorithm === null) return
  const isSymmetric = algorithm.startsWith('HS')
  if (method === (isSymmetric ? 'client_secret_jwt' : 'private_key_jwt')) return
  throw invalid(
    `The field oidcConfiguration.clientAssertionSigningAlgorithm is ${algorithm}, which needs the clientAuthenticationMethod ${isSymmetric ? 'client_secret_jwt' : 'private_key_jwt'}.`,
  )
}

/**
 * Requires the secret where the configuration needs one, and where it would go to another place than before.
 * @throws Problem identity_provider_secret_missing
 */
export function requireSecret(
  { held, after }: { held: StoredOidcConfiguration | null; after: StoredOidcConfiguration },
  { isStored, given }: { isStored: boolean; given: string | null | undefined },
): void {
  if (given) return
  const willHave = isStored && given === undefined
  if (willHave && held && secretGoesTo.some((field) => held[field] !== after[field])) {
    const rule = 'must be sent again when discoveryUrl, tokenUrl, issuer or clientId change; null removes it.'
    throw new Problem('identity_provider_secret_missing', `The field oidcConfiguration.clientSecret ${rule}`)
  }
  const method = after.clientAuthenticationMethod
  if (willHave || !method?.startsWith('client_secret')) return
  throw new Problem(
    'identity_provider_secret_missing',
    `The field oidcConfiguration.clientSecret is missing: the clientAuthenticationMethod ${method} needs it.`,
  )
}

const invalid = (detail: string): Problem => new Problem('invalid_body', detail)
