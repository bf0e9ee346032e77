import type { JWK } from 'jose'
import { languages } from '../../config/languages.ts'
import { standingAlgorithms } from '../../modules/foundation/signing-keys/signing-key.ts'
import type { AuthorizationServerOptions, SigningKey } from '../options.ts'
import { paths } from '../paths.ts'
import { claimsOfScopes, responseModes, signInScopes } from '../sign-in/sign-in-options.ts'
import { proofAlgorithms } from '../sign-in/sign-ons/has-proof.ts'
import { oneFactor, twoFactors } from '../sign-in/sign-ons/method-references.ts'
import { clientAssertionAlgorithms, clientAuthenticationMethods } from './client-authentication.ts'

export interface PublicDocument {
  contentType: string
  body: Buffer
}

/** The documents that anybody may read, by path. They never change while an authorization server lives. */
export function publicDocuments(
  options: Pick<AuthorizationServerOptions, 'issuer' | 'resources' | 'signingKeys' | 'signIn'>,
): Map<string, PublicDocument> {
  const discovery = json(discoveryDocument(options))
  return new Map([
    [paths.openIdConfiguration, discovery],
    [paths.oauthMetadata, discovery],
    [paths.jwks, json(publicKeySet(options.signingKeys), 'application/jwk-set+json')],
    ...options.resources.map((resource) => resourceMetadata(resource, options.issuer)),
  ])
}

const json = (content: object, type = 'application/json'): PublicDocument => ({
  contentType: `${type}; charset=utf-8`,
  body: Buffer.from(JSON.stringify(content)),
})

/** RFC 9728, by its path. `resource` is the URL into which that path was inserted. */
function resourceMetadata(resource: string, issuer: string): [string, PublicDocument] {
  const { pathname } = new URL(resource)
  const metadata = {
    resource,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    resource_name: 'Portico',
    resource_documentation: issuer.replace(/\/identity$/, '/docs'),
  }
  return [paths.protectedResource + pathname.replace(/\/$/, ''), json(metadata)]
}

/**
 * OpenID Connect Discovery 1.0 and RFC 8414, with what works and nothing else. `response_types_supported`,
 * `subject_types_supported` and `id_token_signing_alg_values_supported` are required members: without an
 * authorization endpoint the first one is empty.
 */
function discoveryDocument({ issuer, signIn }: Pick<AuthorizationServerOptions, 'issuer' | 'signIn'>) {
  const authentication = (endpoint: string) => ({
    [`${endpoint}_endpoint_auth_methods_supported`]: [
      ...clientAuthenticationMethods,
      ...(signIn && endpoint === 'token' ? ['none'] : []),
    ],
    [`${endpoint}_endpoint_auth_signing_alg_values_supported`]: clientAssertionAlgorithms,
  })
  return {
    issuer,
    ...(signIn && { authorization_endpoint: issuer + paths.authorization }),
    token_endpoint: issuer + paths.token,
    jwks_uri: issuer + paths.jwks,
    introspection_endpoint: issuer + paths.introspection,
    revocation_endpoint: issuer + paths.revocation,
    grant_types_supported: ['client_credentials', ...(signIn ? ['authorization_code', 'refresh_token'] : [])],
    response_types_supported: signIn ? ['code'] : [],
    ...(signIn && forPeople(issuer)),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: standingAlgorithms,
    ...authentication('token'),
    ...authentication('introspection'),
    ...authentication('revocation'),
  }
}

/** What there is where people can sign in. */
const forPeople = (issuer: string) => ({
  userinfo_endpoint: issuer + paths.userinfo,
  end_session_endpoint: issuer + paths.endSession,
  pushed_authorization_request_endpoint: issuer + paths.pushedRequest,
  response_modes_supported: responseModes,
  scopes_supported: signInScopes,
  claims_supported: [...Object.values(claimsOfScopes).flat(), 'iss', 'aud', 'exp', 'iat', 'nonce', 'sid'],
  acr_values_supported: [oneFactor, twoFactors],
  code_challenge_methods_supported: ['S256'],
  dpop_signing_alg_values_supported: proofAlgorithms,
  ui_locales_supported: languages,
  prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
  backchannel_logout_supported: true,
  backchannel_logout_session_supported: true,
  authorization_response_iss_parameter_supported: true,
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  require_pushed_authorization_requests: false,
})

/** The public halves of the keys. Members are picked by name, so that a private one can't slip through. */
function publicKeySet(keys: readonly SigningKey[]): { keys: JWK[] } {
  return {
    keys: keys.map(({ kid, algorithm, publicJwk: { kty, crv, x, y, n, e } }) => {
      const members = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)
      return { ...Object.fromEntries(members), kid, alg: algorithm, use: 'sig' }
    }),
  }
}
