import { randomUUID } from 'node:crypto'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { AuthenticatingClient, TokenOptions } from '../options.ts'
import { type ApiClient, asksBySecret } from './authenticate-api-clients.ts'
import type { SigningKeyAdapter } from './signing-key-adapter.ts'
import { type RequestedTarget, type TokenTarget, tokenTargets } from './token-target.ts'

interface TokenAnswer {
  access_token: string
  expires_in: number
  token_type: 'Bearer'
  /** Of a token for a registered API alone */
  scope?: string
}

/** Answers a client that has proven who it is. @param bySecret whether by its secret: an answer from memory may do */
export type ClientCredentialsGrant = (
  client: AuthenticatingClient,
  requested: RequestedTarget,
  bySecret?: boolean,
) => Promise<TokenAnswer>

/** Makes what answers grant_type=client_credentials: an access token after RFC 9068, of type JWT for clients that ask for that. */
export function clientCredentialsGrant(options: TokenOptions, signingKey: SigningKeyAdapter): ClientCredentialsGrant {
  const findTarget = tokenTargets(options)
  const issue = accessTokenIssuer(options, signingKey)

  return async (client, requested, bySecret) => {
    const found = findTarget(client, requested, bySecret)
    const target = found instanceof Promise ? await found : found
    const access_token = await issue(client, target)
    noteUse(client, options)
    const { seconds: expires_in, scope } = target
    const answer = { access_token, expires_in, token_type: 'Bearer' } as const
    return scope === undefined ? answer : { ...answer, scope }
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
    ctx.body = await grant((client as ApiClient).registration, params ?? {}, asksBySecret(ctx))
  }
  provider.registerGrantType('client_credentials', handler, ['scope', 'resource', 'audience'], ['resource'])
}

function accessTokenIssuer(
  { issuer, clock = { now: Date.now } }: TokenOptions,
  signingKey: SigningKeyAdapter,
): (client: AuthenticatingClient, target: TokenTarget) => Promise<string> {
  const headerOf = (typ: string): string => encode({ alg: signingKey.alg, typ, kid: signingKey.kid })
  const headers = { 'at+jwt': headerOf('at+jwt'), JWT: headerOf('JWT') }

  return async ({ clientId, accessTokenType }, { audience, seconds, scope }) => {
    const iat = Math.floor(clock.now() / 1000)
    const exp = iat + seconds
    // A scope that is undefined is left out.
    const claims = {
      iss: issuer,
      aud: audience,
      sub: clientId,
      client_id: clientId,
      scope,
      iat,
      exp,
      jti: randomUUID(),
    }
    const content = `${headers[accessTokenType]}.${encode(claims)}`
    const signature = await signingKey.sign(Buffer.from(content))
    return `${content}.${signature.toString('base64url')}`
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function noteUse(client: AuthenticatingClient, options: TokenOptions): void {
  try {
    options.tokenIssued(client)
  } catch (err) {
    options.log.error({ err }, 'a token was issued, but its use could not be stored')
  }
}
