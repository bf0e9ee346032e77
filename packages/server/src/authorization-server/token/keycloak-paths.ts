import { paths } from '../paths.ts'

/** What clients of Keycloak-based tenants call instead: the path below `/auth/realms/<uuid>` and ours. */
const keycloakPaths: Record<string, string> = {
  '/.well-known/openid-configuration': paths.openIdConfiguration,
  '/protocol/openid-connect/token': paths.token,
  '/protocol/openid-connect/certs': paths.jwks,
  '/protocol/openid-connect/token/introspect': paths.introspection,
  '/protocol/openid-connect/revoke': paths.revocation,
}
const realm = /^\/auth\/realms\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/)/i

/** Paths without an equivalent are answered as unknown. */
export function resolveKeycloakPath(url: string): string {
  const [path = '', query] = url.replace(realm, '').split('?', 2)
  const ours = keycloakPaths[path] ?? '/'
  return query === undefined ? ours : `${ours}?${query}`
}

/** The realm that an alias belongs to, which is what Keycloak's clients take for the issuer */
export const realmOf = (alias: string): string => alias.slice(0, alias.lastIndexOf('/protocol/'))
