import { errorOf, PorticoError } from './errors.ts'
import type { ProblemCode } from './generated/problem-codes.ts'
import type { Io } from './io.ts'
import { type Attempt, type RetryRules, send } from './retries.ts'

/** Where requests get their access token. */
export interface Tokens {
  get(): Promise<string>
  /** The server refused this one: the next `get` brings another, if there is one. */
  discard(token: string): void
}

/** The same, of an API client whose secret is known */
export interface ClientTokens extends Tokens {
  secret(): Promise<string>
  /** Goes on with another secret: at once, so that the server knows that it has arrived, or with the next token */
  replaceSecret(former: string, next: string, options: { atOnce: boolean }): Promise<void>
}

/** A client secret, or what reads it whenever a token is needed: then a rotated secret needs no restart. */
export type ClientSecret = string | (() => string | Promise<string>)

export interface ClientCredentials {
  url: string
  clientId: string
  clientSecret: ClientSecret
  /** What the tokens are for; Portico's own APIs unless given */
  target?: TokenTarget
}

/** An API of your own, for which access tokens are wanted */
export interface TokenTarget {
  /** The audience of the registered API */
  resource: string
  /** Names separated by spaces; all that the API client has unless given */
  scope?: string
}

interface Issued {
  token: string
  expiresAt: number
  renewAt: number
}

/** A token is renewed this long before it expires, or a tenth of its life before where that is less. */
const earliestRenewal = 5 * 60_000

/** Tokens by client credentials (RFC 6749, 4.4): fetched when first needed, kept, renewed before they expire. */
export function clientCredentialsTokens(
  { url, clientId, clientSecret, target }: ClientCredentials,
  rules: RetryRules,
  io: Io,
): ClientTokens {
  const replaced = new Map<string, string>()
  let endpoint: string | undefined
  let issued: Issued | undefined
  let pending: Promise<Issued> | undefined

  /** What reads it may not have the newest one yet. */
  const secret = async (): Promise<string> => {
    let read = typeof clientSecret === 'function' ? await clientSecret() : clientSecret
    for (let next = replaced.get(read); next !== undefined; next = replaced.get(read)) read = next
    return read
  }

  const fetchToken = async (): Promise<Issued> => {
    endpoint ??= await discover(url, rules, io)
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: await secret(),
      ...target,
    })
    const asked = io.now()
    const answer = await ask<TokenAnswer>(
      {
        method: 'POST',
        url: endpoint,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: body.toString(),
        // Nothing is stored when a token is issued.
        isRepeatable: true,
      },
      rules,
      io,
    )
    if (typeof answer.access_token !== 'string') {
      throw unfit(`POST ${endpoint}`, 'The answer has no access_token: is this the URL of an identity server?')
    }
    const life = (Number(answer.expires_in) || 60) * 1000
    issued = {
      token: answer.access_token,
      expiresAt: asked + life,
      renewAt: asked + life - Math.min(earliestRenewal, life / 10),
    }
    return issued
  }

  /** Requests that come meanwhile wait for the same token. */
  const renew = (): Promise<Issued> => {
    pending ??= fetchToken().finally(() => {
      pending = undefined
    })
    return pending
  }

  return {
    async get() {
      const now = io.now()
      if (issued && now < issued.renewAt) return issued.token
      if (!issued || now >= issued.expiresAt) return (await renew()).token
      // The token is still valid: a token endpoint that cannot be reached now may be back before it expires.
      const current = issued.token
      return renew().then(
        ({ token }) => token,
        () => current,
      )
    },
    discard(token) {
      if (issued?.token === token) issued = undefined
    },
    secret,
    async replaceSecret(former, next, { atOnce }) {
      replaced.set(former, next)
      if (!atOnce) return
      // The token that there is stays valid, so that it does not matter if this fails.
      await pending?.catch(() => {})
      await renew().catch(() => {})
    },
  }
}

/** Tokens that the caller gets by itself, asked for with every request. */
export const givenTokens = (accessToken: string | (() => string | Promise<string>)): Tokens => ({
  get: async () => (typeof accessToken === 'function' ? accessToken() : accessToken),
  discard: () => {},
})

interface TokenAnswer {
  access_token?: unknown
  expires_in?: unknown
}

/** The token endpoint, by OpenID Connect discovery. */
async function discover(url: string, rules: RetryRules, io: Io): Promise<string> {
  const discovery = `${url}/identity/.well-known/openid-configuration`
  const { token_endpoint } = await ask<{ token_endpoint?: unknown }>(
    { method: 'GET', url: discovery, headers: { accept: 'application/json' }, isRepeatable: true },
    rules,
    io,
  ).catch((error) => {
    throw isElsewhere(error) ? new PorticoError({ ...error, detail: elsewhere(url) }) : error
  })
  if (typeof token_endpoint !== 'string') {
    throw unfit(`GET ${discovery}`, 'The answer names no token_endpoint: is this the URL of an identity server?')
  }
  // The secret is sent there: never in the clear where the server itself is called over TLS.
  if (url.startsWith('https:') && !token_endpoint.startsWith('https:')) {
    throw unfit(`GET ${discovery}`, `The answer names a token endpoint without TLS: ${token_endpoint}`)
  }
  return token_endpoint
}

// Its code alone: programs that compare none need not load all of them.
const pathNotFound: ProblemCode = 'PTC-REQ-40401'

/** Whether there is nothing of an identity server at the URL. One without an organization for the host says so itself. */
const isElsewhere = (error: unknown): error is PorticoError =>
  error instanceof PorticoError &&
  error.status === 404 &&
  (error.errorCode === undefined || error.errorCode === pathNotFound)

const elsewhere = (url: string): string =>
  `${url} is not the address of Portico’s API, nor of an ODC tenant: it may be the port for metrics, another program, or have a path too much or too little. A server prints its addresses when it starts.`

async function ask<T>(attempt: Attempt, rules: RetryRules, io: Io): Promise<T> {
  const response = await send(attempt, rules, io)
  if (!response.ok) throw await errorOf(`${attempt.method} ${attempt.url}`, response, io.now())
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null) return body as T
  const detail = 'The answer is not a JSON object: is this the URL of an identity server?'
  throw unfit(`${attempt.method} ${attempt.url}`, detail)
}

/** A success that says nothing to go on with. */
const unfit = (request: string, detail: string): PorticoError => new PorticoError({ status: 200, request, detail })
