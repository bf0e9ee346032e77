import type { KoaContextWithOIDC } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { type AccessTokenClaims, verifyAccessToken } from '../../modules/api-clients/tokens/verify-access-token.ts'
import { Problem } from '../../problems/problem.ts'
import type { AuthorizationServerOptions } from '../options.ts'
import type { ApiClient } from './authenticate-api-clients.ts'

type Answer = (ctx: KoaContextWithOIDC, token: string) => Promise<void>

/**
 * Introspection (RFC 7662) and revocation (RFC 7009) of access tokens that are JWTs, by route.
 *
 * The library authenticates the caller and checks the parameters, then declines such tokens because it keeps no record
 * of them. This takes over from there.
 */
export function structuredTokenAnswers(options: AuthorizationServerOptions): Record<string, Answer> {
  const { issuer, audience, signingKeys: keys, clock = { now: Date.now } } = options

  /** Undefined for everything but a valid token of this issuer */
  async function verify(token: string): Promise<AccessTokenClaims | undefined> {
    try {
      return (await verifyAccessToken(token, { issuer, audience, keys, clock })).claims
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }

  async function isAlive(claims: AccessTokenClaims): Promise<boolean> {
    if (await options.isTokenRevoked(claims.jti)) return false
    const client = await options.findClient(claims.client_id)
    return client !== undefined && !client.isSuspended
  }

  return {
    async introspection(ctx, token) {
      const claims = await verify(token)
      ctx.status = 200
      ctx.body = claims && (await isAlive(claims)) ? describe(claims) : { active: false }
    },

    async revocation(ctx, token) {
      const claims = await verify(token)
      // RFC 7009, 2.2: a token that is not valid answers as if it had been revoked.
      if (claims && !(await options.isTokenRevoked(claims.jti))) {
        const { registration } = ctx.oidc.client as ApiClient
        if (claims.client_id !== registration.clientId) {
          throw new errors.UnauthorizedClient(
            'The token was issued to another client, and only that one may revoke it.',
          )
        }
        await options.revokeToken(claims.jti, new Date(claims.exp * 1000), registration, ctx.req)
      }
      ctx.status = 200
      ctx.body = ''
    },
  }
}

function describe({ client_id, sub, iss, aud, exp, iat, jti }: AccessTokenClaims) {
  return { active: true, client_id, sub, iss, aud, exp, iat, jti, token_type: 'Bearer' }
}
