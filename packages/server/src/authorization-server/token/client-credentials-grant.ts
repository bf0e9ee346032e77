import { randomUUID } from 'node:crypto'
import type Provider from 'oidc-provider'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { AuthenticatingClient, AuthorizationServerOptions } from '../options.ts'
import type { ApiClient } from './authenticate-api-clients.ts'
import type { SigningKeyAdapter } from './signing-key-adapter.ts'

interface TokenAnswer {
  access_token: string
  expires_in: number
  token_type: 'Bearer'
}

/** Answers a client that has proven who it is. @param resource what it wants the token for, as it was sent */
export type ClientCredentialsGrant = (client: AuthenticatingClient, resource: unknown) => Promise<TokenAnswer>

/** Makes what answers grant_type=client_credentials: an access token after RFC 9068, of type JWT for clients that ask for that. */
export function clientCredentialsGrant(
  options: AuthorizationServerOptions,
  signingKey: SigningKeyAdapter,
): ClientCredentialsGrant {
  const { audience, resources, accessTokenSeconds } = options
  const issue = accessTokenIssuer(options, signingKey)

  return async (client, resource) => {
    checkResource(resource, audience, resources)
    const access_token = await issue(client)
    noteUse(client, options)
    // No `scope`, also where one is asked for out of habit: permissions are looked up when the token is used, and an
    // empty one is none after RFC 6749, section 3.3.
    return { access_token, expires_in: accessTokenSeconds, token_type: 'Bearer' }
  }
}

/**
 * Has the library answer the grant so, once it has authenticated the client and checked the parameters.
 *
 * Its own handler makes a model of the token to store, and resolves scopes and resources that don't exist here, which
 * takes longer than the signature.
 */
export function registerClientCredentialsGrant(provider: Provider, grant: ClientCredentialsGrant): void {
  const handler = async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { client, params } = ctx.oidc
    ctx.body = await grant((client as ApiClient).registration, params?.resource)
  }
  provider.registerGrantType('client_credentials', handler, ['scope', 'resource'], ['resource'])
}

function accessTokenIssuer(
  { issuer, audience, accessTokenSeconds, clock = { now: Date.now } }: AuthorizationServerOptions,
  signingKey: SigningKeyAdapter,
): (client: AuthenticatingClient) => Promise<string> {
  const headerOf = (typ: string): string => encode({ alg: signingKey.alg, typ, kid: signingKey.kid })
  const headers = { 'at+jwt': headerOf('at+jwt'), JWT: headerOf('JWT') }

  return async ({ clientId, accessTokenType }) => {
    const iat = Math.floor(clock.now() / 1000)
    const exp = iat + accessTokenSeconds
    const claims = { iss: issuer, aud: audience, sub: clientId, client_id: clientId, iat, exp, jti: randomUUID() }
    const content = `${headers[accessTokenType]}.${encode(claims)}`
    const signature = await signingKey.sign(Buffer.from(content))
    return `${content}.${signature.toString('base64url')}`
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** RFC 8707: a client may say what it wants the token for, and there is only one such thing, of several names. */
function checkResource(resource: unknown, audience: string, resources: readonly unknown[]): void {
  const wanted = resource === undefined ? [] : [resource].flat()
  if (wanted.some((value) => value !== audience && !resources.includes(value))) {
    throw new errors.InvalidTarget(`resource must be ${audience}, or be left out.`)
  }
}

function noteUse(client: AuthenticatingClient, options: AuthorizationServerOptions): void {
  try {
    options.tokenIssued(client)
  } catch (err) {
    options.log.error({ err }, 'a token was issued, but its use could not be stored')
  }
}
