import type { KoaContextWithOIDC } from 'oidc-provider'
import { revokeToken } from '../../../modules/api-clients/tokens/revoke-token.ts'
import type { SignInClient } from '../relying-parties/find-relying-parties.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import type { AccessTokenChecks } from './access-token-checks.ts'

/**
 * Introspection (RFC 7662) and revocation (RFC 7009) of access tokens by relying parties: of their own, nothing of others'.
 * The library has authenticated the caller by then, and declines such tokens because it keeps no record of them.
 */
export async function answerSignInToken(
  ctx: KoaContextWithOIDC,
  checks: AccessTokenChecks,
  { parts, organizationKey, sourceOf }: SignInOptions,
): Promise<void> {
  const { relyingParty } = ctx.oidc.client as SignInClient
  const token = String(ctx.oidc.params?.token)
  ctx.status = 200
  if (ctx.oidc.route === 'introspection') {
    const living = await checks.find(token)
    if (!living || living.relyingParty.clientId !== relyingParty?.clientId) {
      ctx.body = { active: false }
      return
    }
    ctx.body = { active: true, token_type: living.claims.cnf ? 'DPoP' : 'Bearer', ...living.claims }
    return
  }
  const claims = checks.read(token)
  ctx.body = ''
  if (!relyingParty || claims?.client_id !== relyingParty.clientId) return
  const { address, traceId } = sourceOf(ctx.req)
  const actor = { type: 'system', key: null, name: relyingParty.name, address, traceId } as const
  const principal = { organizationKey, actor, access: new Map() }
  await revokeToken(parts, principal, { id: claims.jti, expiresAt: new Date(claims.exp * 1000) })
}
