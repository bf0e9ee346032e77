import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'

/** A parameter of our own, by which a pushed request remembers what it asked for */
export const offlineParameter = 'portico_offline'

const asksOffline = (scope: unknown): boolean =>
  typeof scope === 'string' && scope.split(' ').includes('offline_access')
const asked = new WeakSet<KoaContextWithOIDC>()

/**
 * The library drops `offline_access` unless the request has `prompt=consent`. OpenID Connect Core 1.0, section 11, lets
 * other conditions take the place of that: here, that an administrator has allowed the client refresh tokens, and that users
 * consent where it asks them for consent. Notes what a request asks for as soon as its client is known.
 */
export function noteOfflineAccess(provider: Provider): void {
  const { prototype } = provider.OIDCContext
  const setEntity = prototype.entity
  prototype.entity = function (name, value) {
    const { ctx, params, body, route } = this as unknown as KoaContextWithOIDC['oidc'] & { ctx: KoaContextWithOIDC }
    // A client that pushes its request proves who it is before the library reads the parameters.
    const scope = route === 'pushed_authorization_request' ? body?.scope : params?.scope
    const isAsking = name === 'Client' && ['authorization', 'pushed_authorization_request'].includes(route)
    if (isAsking && asksOffline(scope)) asked.add(ctx)
    setEntity.call(this, name, value)
  }
}

/** Runs once the library has read the scopes: puts back the one that it dropped. */
export function keepOfflineAccess(ctx: KoaContextWithOIDC, remembered: unknown): void {
  const { params, client } = ctx.oidc
  if (!params || !client?.grantTypeAllowed('refresh_token')) return
  if (!asked.has(ctx) && remembered === undefined) return
  params[offlineParameter] = '1'
  if (!asksOffline(params.scope)) params.scope = [params.scope, 'offline_access'].filter(Boolean).join(' ')
}
