import type { StoredOidcConfiguration } from '../../directory/identity-providers/oidc-configuration.ts'
import { requireProviderUrl } from '../../directory/identity-providers/require-provider-url.ts'
import { ProviderFault } from './provider-fault.ts'

/** Where an OpenID provider is reached, and what it says of itself */
export interface ProviderMetadata {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  jwks_uri: string
  userinfo_endpoint?: string
  end_session_endpoint?: string
  id_token_signing_alg_values_supported: string[]
  authorization_response_iss_parameter_supported?: boolean
}

/** Signatures that only the provider can have made: neither none, nor by a secret that both know */
export const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
]

const wellKnown = '/.well-known/openid-configuration'

/** Where the discovery document is: an issuer is a discovery URL too. */
export const discoveryAddress = (discoveryUrl: string): string =>
  discoveryUrl.includes('/.well-known/') ? discoveryUrl : discoveryUrl.replace(/\/$/, '') + wellKnown

/**
 * What Microsoft Entra ID says where the accounts of several tenants may sign in: the issuer of a token is that of the
 * person's tenant.
 */
export const isIssuerTemplate = (issuer: string): boolean => issuer.includes('{tenantid}')

/**
 * The metadata of a provider: what its configuration says, else its discovery document (OpenID Connect Discovery 1.0,
 * section 3).
 * @param document undefined where the configuration has no discovery URL
 * @throws ProviderFault issuer-differs, incomplete
 */
export function readProviderMetadata(
  configuration: StoredOidcConfiguration,
  document: Readonly<Record<string, unknown>> | undefined,
): ProviderMetadata {
  const told = (name: string): string | undefined => {
    const value = document?.[name]
    return typeof value === 'string' && value !== '' && value.length <= 2_048 ? value : undefined
  }
  const need = (name: string, value: string | undefined): string => {
    if (value !== undefined) return value
    throw new ProviderFault('incomplete', `The discovery document has no ${name}.`)
  }
  const issuer = issuerOf(configuration, document && need('issuer', told('issuer')))
  const userInfo = configuration.userInfoUrl ?? told('userinfo_endpoint')
  const logout = configuration.logoutUrl ?? told('end_session_endpoint')
  const metadata: ProviderMetadata = {
    issuer,
    authorization_endpoint: need(
      'authorization_endpoint',
      configuration.authorizationUrl ?? told('authorization_endpoint'),
    ),
    token_endpoint: need('token_endpoint', configuration.tokenUrl ?? told('token_endpoint')),
    jwks_uri: need('jwks_uri', configuration.jwksUrl ?? told('jwks_uri')),
    ...(userInfo === undefined ? {} : { userinfo_endpoint: userInfo }),
    ...(logout === undefined ? {} : { end_session_endpoint: logout }),
    id_token_signing_alg_values_supported: algorithmsOf(document?.id_token_signing_alg_values_supported),
    authorization_response_iss_parameter_supported: document?.authorization_response_iss_parameter_supported === true,
  }
  requireWebAddresses(metadata)
  return metadata
}

/** @throws ProviderFault issuer-differs */
function issuerOf({ issuer, discoveryUrl }: StoredOidcConfiguration, told: string | undefined): string {
  if (told === undefined || discoveryUrl === null) return issuer ?? ''
  const base = discoveryAddress(discoveryUrl).replace(/\/\.well-known\/.*$/s, '')
  const expected = issuer ?? base
  const isSame = told === expected || (issuer === null && told === `${base}/`)
  if (isSame) return told
  if (isIssuerTemplate(told) && new URL(told.replace('{tenantid}', 'x')).origin === URL.parse(expected)?.origin) {
    // An issuer in the configuration names the one tenant whose accounts may sign in.
    return issuer === null ? told : issuer
  }
  const shown = told.slice(0, 300)
  throw new ProviderFault(
    'issuer-differs',
    issuer === null
      ? `The discovery document says that the issuer is ${shown}, but it is at ${base}. If that is right, enter this issuer.`
      : `The discovery document says that the issuer is ${shown}, the configuration says ${issuer}.`,
  )
}

function algorithmsOf(told: unknown): string[] {
  if (!Array.isArray(told)) return signatureAlgorithms
  const known = signatureAlgorithms.filter((algorithm) => told.includes(algorithm))
  if (known.length > 0) return known
  throw new ProviderFault('incomplete', 'The provider signs ID tokens with no algorithm that Portico takes.')
}

/** The browser is sent there. */
function requireWebAddresses(metadata: ProviderMetadata): void {
  const names = [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'userinfo_endpoint',
    'end_session_endpoint',
  ] as const
  for (const name of names) {
    try {
      requireProviderUrl(name, metadata[name] ?? null)
    } catch {
      throw new ProviderFault('incomplete', `The ${name} of the provider must be an https URL without fragment.`)
    }
  }
}
