import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { type OpenApis, type SignInOptions, signInScopes } from '../sign-in-options.ts'
import type { SignInClient } from './find-relying-parties.ts'

const oneApi = 'A token is for one API: name one in resource, and ask once for each.'
const mostNamed = 10

/** Whether a scope is one of sign-in. Those of registered APIs have other names. */
export const isSignInScope = (scope: string): boolean => (signInScopes as readonly string[]).includes(scope)

/** As consents name the scope of an API. An audience has no fragment. */
export const consentedName = (audience: string, scope: string): string => `${audience}#${scope}`

/** Whether all scopes of what was issued are among those that the user allows, those of APIs by the API's name too. */
export const isConsented = (
  { scope, resource }: { scope?: string | undefined; resource?: string | string[] | undefined },
  allowed: readonly string[],
): boolean =>
  (scope?.split(' ') ?? []).every((name) =>
    isSignInScope(name)
      ? allowed.includes(name)
      : [resource ?? []].flat().some((audience) => allowed.includes(consentedName(audience, name))),
  )

/**
 * The registered API that `resource` names (RFC 8707), with the scopes of it that the relying party was given.
 * @throws InvalidTarget where there is none, it is not active, or the relying party has no scope of it
 */
export async function resourceServer(
  registeredApis: OpenApis,
  relyingParty: KnownRelyingParty | undefined,
  resource: string,
): Promise<ResourceServer> {
  if (!relyingParty) throw new errors.InvalidTarget('The portal has tokens for no API: leave resource out.')
  const api = await registeredApis.find(resource)
  const granted = api ? await registeredApis.scopesGrantedTo(relyingParty, api) : []
  if (!api || granted.length === 0) throw new errors.InvalidTarget(await whatIsRight(registeredApis, relyingParty))
  return {
    scope: granted.join(' '),
    audience: api.audience,
    accessTokenTTL: Math.min(relyingParty.accessTokenMinutes, api.accessTokenMinutes) * 60,
    accessTokenFormat: 'opaque',
  }
}

async function whatIsRight(registeredApis: OpenApis, relyingParty: { key: string }): Promise<string> {
  const open = await registeredApis.audiencesOpenTo(relyingParty)
  if (open.length === 0) return 'This application has scopes of no API: leave resource out.'
  const more = open.length > mostNamed ? `, or one of ${open.length - mostNamed} more` : ''
  return `resource must be left out, or be an API of which this application has scopes: ${open.slice(0, mostNamed).join(', ')}${more}.`
}

/**
 * Runs once the library has found the APIs that an authorization request names: refuses scopes that none of them has, and
 * asks for all that the application was given where the request names none of an API.
 * @throws InvalidScope
 */
export function requireGrantedScopes({ oidc }: KoaContextWithOIDC): void {
  const { params, resourceServers = {} } = oidc
  const apis = Object.values(resourceServers)
  if (!params || apis.length === 0) return
  const asked = [...oidc.requestParamScopes].filter((scope) => !isSignInScope(scope))
  const granted = new Set(apis.flatMap(({ scopes }) => [...scopes]))
  const unknown = asked.find((scope) => !granted.has(scope))
  if (unknown !== undefined) {
    throw new errors.InvalidScope(
      `scope may name these of what resource names, or none of them: ${[...granted].join(' ')}`,
      unknown,
    )
  }
  const added = apis
    .filter(({ scopes }) => !asked.some((scope) => scopes.has(scope)))
    .flatMap(({ scopes }) => [...scopes])
  params.scope = [...new Set([...oidc.requestParamScopes, ...added])].join(' ')
}

/**
 * For a code or a refresh token, before the library marks it as used: requires that the API for which a token is asked is
 * one of those of the sign-in, and that the application still has a scope of it.
 * @throws InvalidTarget, InvalidScope
 */
export async function requireOpenTarget(
  { oidc: { client, params } }: KoaContextWithOIDC,
  issued: { resource?: string | string[]; scope?: string },
  { registeredApis }: Pick<SignInOptions, 'registeredApis'>,
): Promise<void> {
  const known = [issued.resource ?? []].flat()
  const asked = [(params?.resource as string | string[] | undefined) ?? known].flat().filter(Boolean)
  const [resource, another] = new Set(asked)
  if (another !== undefined) throw new errors.InvalidTarget(oneApi)
  if (resource === undefined) return
  if (!known.includes(resource)) {
    const words = known.length > 0 ? `one of ${known.join(', ')}` : 'left out'
    throw new errors.InvalidTarget(`resource must be ${words}: nothing else was named when the user signed in.`)
  }
  const server = await resourceServer(registeredApis, (client as SignInClient).relyingParty, resource)
  const granted = server.scope.split(' ')
  const scope = String(params?.scope || issued.scope || '')
  if (scope.split(' ').some((name) => granted.includes(name))) return
  throw new errors.InvalidScope(`scope must name one that this application has of the API: ${server.scope}`, scope)
}
