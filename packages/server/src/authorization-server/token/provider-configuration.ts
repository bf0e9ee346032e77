import { randomBytes } from 'node:crypto'
import type { Adapter, Configuration } from 'oidc-provider'
import type { AuthorizationServerOptions } from '../options.ts'
import { paths } from '../paths.ts'
import { checkVerifiedAssertion } from './check-verified-assertion.ts'
import {
  clientAssertionAlgorithms,
  clientAssertionClockToleranceSeconds,
  clientAuthenticationMethods,
} from './client-authentication.ts'
import type { SigningKeyAdapter } from './signing-key-adapter.ts'

/** oidc-provider configured for client credentials alone: every feature that isn't used is off. */
export function providerConfiguration(
  signingKey: SigningKeyAdapter,
  keyUsed?: AuthorizationServerOptions['keyUsed'],
): Configuration {
  const off = { enabled: false }
  return {
    adapter: () => nothingStored,
    jwks: { keys: [signingKey] },
    routes: {
      token: paths.token,
      introspection: paths.introspection,
      revocation: paths.revocation,
      jwks: paths.jwks,
    },
    // No cookie is ever set; the library wants keys for those of its other features.
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: [],
    responseTypes: [],
    clientAuthMethods: clientAuthenticationMethods,
    enabledJWA: { clientAuthSigningAlgValues: clientAssertionAlgorithms },
    clockTolerance: clientAssertionClockToleranceSeconds,
    assertJwtClientAuthClaimsAndHeader: checkVerifiedAssertion(keyUsed),
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      id_token_signed_response_alg: signingKey.algorithm,
    },
    renderError: (ctx, out) => {
      ctx.body = out
    },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => false },
      revocation: { enabled: true, allowedPolicy: () => false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
  }
}

/** JWTs leave nothing to store, clients come from the database, and ids of assertions go to `rememberAssertion`. */
const nothingStored: Adapter = {
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  upsert: () => Promise.reject(new Error('the authorization server has nothing to store')),
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
}
