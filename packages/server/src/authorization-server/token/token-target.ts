import { errors } from 'oidc-provider'
import type { AuthenticatingClient, TokenOptions } from '../options.ts'

/** What a client says that its token is for, as it was sent */
export interface RequestedTarget {
  /** RFC 8707 */
  resource?: unknown
  /** The same by the name that other servers have for it */
  audience?: unknown
  scope?: unknown
}

/** What a token is issued for. */
export interface TokenTarget {
  audience: string
  seconds: number
  /** Those of a registered API, separated by spaces. Tokens for Portico's own APIs have none. */
  scope?: string
}

type FindTarget = (
  client: AuthenticatingClient,
  requested: RequestedTarget,
  bySecret?: boolean,
) => TokenTarget | Promise<TokenTarget>

/**
 * Makes what finds out for what a token is asked: Portico's own APIs, of several names, unless the client names an API of
 * the organization's own.
 */
export function tokenTargets(options: TokenOptions): FindTarget {
  const { audience, resources } = options

  return (client, requested, bySecret = false) => {
    const wanted = namesIn(requested)
    if (wanted.every((value) => value === audience || resources.includes(value as string)))
      // No `scope`, also where one is asked for out of habit: permissions are looked up when the token is used, and an
      // empty one is none after RFC 6749, section 3.3.
      return { audience, seconds: client.accessTokenMinutes * 60 }
    return registeredTarget(options, client, wanted, requested.scope, bySecret)
  }
}

/** Parameters without a value count as omitted (RFC 6749, section 3.1). */
const namesIn = ({ resource, audience }: RequestedTarget): readonly unknown[] =>
  resource === undefined && audience === undefined
    ? nothing
    : [resource ?? [], audience ?? []].flat().filter((value) => value !== '')

const nothing: readonly unknown[] = []

async function registeredTarget(
  { audience: own, registeredApis }: TokenOptions,
  client: AuthenticatingClient,
  wanted: readonly unknown[],
  scope: unknown,
  bySecret: boolean,
): Promise<TokenTarget> {
  const [name, another] = new Set(wanted)
  if (another !== undefined) {
    throw new errors.InvalidTarget('A token is for one API: name one in resource or audience, and ask once for each.')
  }
  const api = await registeredApis?.find(String(name), bySecret)
  if (!api?.isActive) {
    const open = (await registeredApis?.audiencesOpenTo(client, bySecret)) ?? []
    throw new errors.InvalidTarget(whatIsRight(own, open))
  }
  const granted = await registeredApis?.scopesGrantedTo(client, api, bySecret)
  if (!granted?.length) {
    throw new errors.UnauthorizedClient(
      `This API client has no scope of the API ${api.audience}: give it one, on the page of the API in the portal.`,
    )
  }
  const scopes = selectScopes(scope, granted)
  const minutes = Math.min(client.accessTokenMinutes, api.accessTokenMinutes)
  return { audience: api.audience, seconds: minutes * 60, scope: scopes.join(' ') }
}

/** A client has few APIs. Of more than these, the description would be hard to read. */
const mostNamed = 10

function whatIsRight(own: string, open: readonly string[]): string {
  if (open.length === 0) return `resource must be ${own}, or be left out.`
  const named = open.slice(0, mostNamed).join(', ')
  const more = open.length > mostNamed ? `, or one of ${open.length - mostNamed} more` : ''
  return `resource must be ${own}, or be left out, or be an API of which the client has scopes: ${named}${more}.`
}

/** RFC 6749, section 3.3: all that the client has, unless it asks for fewer. */
function selectScopes(scope: unknown, granted: readonly string[]): readonly string[] {
  if (typeof scope !== 'string' || scope === '') return granted
  const asked = new Set(scope.split(' '))
  const selected = granted.filter((name) => asked.has(name))
  if (selected.length === asked.size) return selected
  throw new errors.InvalidScope(`scope may name these, or be left out: ${granted.join(' ')}`, scope)
}
