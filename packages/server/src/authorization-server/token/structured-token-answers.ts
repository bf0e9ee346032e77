import { decodeJwt } from 'jose'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { type AccessTokenClaims, verifyAccessToken } from '../../modules/api-clients/tokens/verify-access-token.ts'
import type { KnownRegisteredApi } from '../../modules/relying-parties/registered-apis/registered-api-directory.ts'
import { Problem } from '../../problems/problem.ts'
import type { AuthorizationServerOptions } from '../options.ts'
import type { ApiClient } from './authenticate-api-clients.ts'

interface VerifiedToken {
  claims: AccessTokenClaims
  /** What it is for, where that is no API of Portico's own */
  api: KnownRegisteredApi | undefined
}

type Answer = (ctx: KoaContextWithOIDC, token: string) => Promise<void>

/**
 * Introspection (RFC 7662) and revocation (RFC 7009) of access tokens that are JWTs, by route.
 *
 * The library authenticates the caller and checks the parameters, then declines such tokens because it keeps no record
 * of them. This takes over from there.
 */
export function structuredTokenAnswers(options: AuthorizationServerOptions): Record<string, Answer> {
  const { issuer, audience: own, registeredApis, signingKeys: keys, clock = { now: Date.now } } = options

  /** Undefined for everything but a valid token of this issuer, for Portico's own APIs or for a registered one */
  async function verify(token: string): Promise<VerifiedToken | undefined> {
    const api = await registeredApiOf(token)
    const audience = api?.audience ?? own
    try {
      return { claims: (await verifyAccessToken(token, { issuer, audience, keys, clock })).claims, api }
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  }

  /** What the token says it is for: nothing is proven by it yet. */
  async function registeredApiOf(token: string): Promise<KnownRegisteredApi | undefined> {
    const audience = audienceIn(token)
    return audience === undefined || audience === own ? undefined : registeredApis?.find(audience)
  }

  /** What is left of the token; undefined where it works no more. */
  async function aliveOf({ claims, api }: VerifiedToken): Promise<AccessTokenClaims | undefined> {
    if (await options.isTokenRevoked(claims.jti)) return undefined
    const client = await options.findClient(claims.client_id)
    if (!client || client.isSuspended) return undefined
    if (!api) return claims
    const granted = (await registeredApis?.scopesGrantedTo(client, api)) ?? []
    const scopes = String(claims.scope)
      .split(' ')
      .filter((scope) => granted.includes(scope))
    return scopes.length > 0 ? { ...claims, scope: scopes.join(' ') } : undefined
  }

  return {
    async introspection(ctx, token) {
      const verified = await verify(token)
      const claims = verified && (await aliveOf(verified))
      ctx.status = 200
      ctx.body = claims ? describe(claims) : { active: false }
    },

    async revocation(ctx, token) {
      const claims = (await verify(token))?.claims
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

function describe({ client_id, sub, iss, aud, scope, exp, iat, jti }: AccessTokenClaims) {
  return { active: true, client_id, sub, iss, aud, scope, exp, iat, jti, token_type: 'Bearer' }
}

function audienceIn(token: string): string | undefined {
  try {
    const { aud } = decodeJwt(token)
    return typeof aud === 'string' ? aud : undefined
  } catch {
    return undefined
  }
}
