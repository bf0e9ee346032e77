import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { AuthorizationServerOptions } from '../options.ts'
import { publicKeySet } from './public-documents.ts'

/** The claims of RFC 9068 as our own access tokens carry them. */
export interface AccessTokenClaims extends JWTPayload {
  iss: string
  aud: string
  sub: string
  client_id: string
  jti: string
  iat: number
  exp: number
}

/**
 * Checks signature, issuer, audience and life of an access token. Undefined for everything but a valid token of this
 * issuer. Whether it was revoked, or its client is suspended, is not checked.
 */
export function accessTokenVerifier(
  options: Pick<AuthorizationServerOptions, 'issuer' | 'audience' | 'signingKeys' | 'clock'>,
): (token: string) => Promise<AccessTokenClaims | undefined> {
  const { issuer, audience, signingKeys, clock = { now: Date.now } } = options
  const keys = createLocalJWKSet(publicKeySet(signingKeys))
  const algorithms = [...new Set(signingKeys.map((key) => key.algorithm))]

  return async (token) => {
    try {
      const { payload } = await jwtVerify<AccessTokenClaims>(token, keys, {
        issuer,
        audience,
        algorithms,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
        currentDate: new Date(clock.now()),
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
