import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { isDatabaseUnavailable } from '../../db/failures.ts'
import type { AuthorizationServerOptions, ClientRequest } from '../options.ts'
import { paths } from '../paths.ts'
import { basicChallenge, noStore, temporarilyUnavailable } from '../token/error-answer.ts'
import type { PlainRefreshRequest } from '../token/plain-token-request.ts'
import { SigningKeyAdapter } from '../token/signing-key-adapter.ts'
import { interactionCookie } from './interactions/interaction-cookie.ts'
import { type Interactions, interactionsOf } from './interactions/interactions.ts'
import { libraryEndpoint, withForm, writeAnswer, writeText } from './library-endpoint.ts'
import { findRelyingParties, type SignInClient } from './relying-parties/find-relying-parties.ts'
import { noteOfflineAccess } from './relying-parties/keep-offline-access.ts'
import { signInConfiguration } from './sign-in-configuration.ts'
import { failedSignInPage, interactionPath, type SignInOptions, signInPage } from './sign-in-options.ts'
import { rememberProofs } from './sign-ons/remember-proofs.ts'
import { storeChangedSessions } from './sign-ons/store-changed-sessions.ts'
import { type SignOuts, signOutsOf } from './sign-outs/sign-outs-of.ts'
import { accessTokenChecks } from './tokens/access-token-checks.ts'
import { answerSignInToken } from './tokens/answer-sign-in-token.ts'
import { formatAccessTokens } from './tokens/format-access-tokens.ts'
import { plainRefresh } from './tokens/plain-refresh.ts'
import { userinfoEndpoint } from './tokens/userinfo-endpoint.ts'

export interface SignInEndpoints {
  /** The authorization endpoint, where a sign-in begins and where it continues once the user has proven who they are */
  authorize(
    request: IncomingMessage,
    response: ServerResponse,
    report?: (request: ClientRequest) => void,
  ): Promise<void>
  /**
   * The endpoints where relying parties prove who they are, and the token endpoint for the portal
   * @param form where it was already read from the request
   */
  answerForm(
    request: IncomingMessage,
    response: ServerResponse,
    form: Record<string, unknown> | undefined,
    report?: (request: ClientRequest) => void,
  ): Promise<void>
  /** The token endpoint for a plain refresh, whose form was read */
  refresh(
    plain: PlainRefreshRequest,
    request: IncomingMessage,
    response: ServerResponse,
    report?: (request: ClientRequest) => void,
  ): Promise<void>
  userinfo(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** OpenID Connect RP-Initiated Logout 1.0 */
  endSession(request: IncomingMessage, response: ServerResponse): Promise<void>
  interactions: Interactions
  signOuts: SignOuts
}

/**
 * The endpoints for users. They have an instance of the library of their own: that of the API clients stores nothing,
 * sets no cookies, and answers each request in fewer steps.
 */
export function signInEndpoints(
  server: Pick<AuthorizationServerOptions, 'issuer' | 'signingKeys' | 'isTokenRevoked' | 'clock' | 'log'>,
  options: SignInOptions,
): SignInEndpoints {
  const { issuer, signingKeys, log } = server
  // An algorithm that discovery lists, also where access tokens are signed with another one
  const first = signingKeys.find(({ algorithm }) => algorithm === 'ES256') ?? signingKeys[0]
  if (!first) throw new Error('an authorization server needs a key to sign with')
  const signingKey = new SigningKeyAdapter(first)
  const provider = new Provider(issuer, signInConfiguration(signingKey, options))
  findRelyingParties(provider, options, signingKey.algorithm)
  storeChangedSessions(provider, options)
  formatAccessTokens(provider, issuer, signingKey)
  noteOfflineAccess(provider)
  rememberProofs(provider, options)
  // Scheme and host are those of the issuer, whatever the request says.
  provider.OIDCContext.prototype.urlFor = (name, urlOptions) => provider.urlFor(name, urlOptions)
  Object.defineProperty(provider.request, 'secure', { get: () => issuer.startsWith('https:') })
  reportFailures(provider, log)
  challengeClients(provider, issuer)
  nameMissingResponseType(provider)
  const refusalOf = noteRefusals(provider)
  const cookie = interactionCookie(options)
  provider.on('interaction.started', ({ req, res, oidc }) => {
    const uid = oidc.entities.Interaction?.uid
    if (uid !== undefined) res.appendHeader('set-cookie', cookie.begin(uid, req.headers.cookie))
  })
  provider.on('interaction.ended', ({ res, oidc }) => {
    const uid = oidc.entities.Interaction?.uid
    if (uid !== undefined) res.appendHeader('set-cookie', cookie.end(uid))
  })
  // The library goes on with the interaction that its cookie names, whatever the address says.
  const resumeCookie = (request: IncomingMessage, response: ServerResponse): string | undefined =>
    provider.createContext(request, response).cookies.get(provider.cookieName('resume'), { signed: true })
  const ask = libraryEndpoint(provider, options, log)
  const checks = accessTokenChecks(server, options)
  const signOuts = signOutsOf(provider, server, options)
  // The library declines tokens that are JWTs.
  const declined = new WeakSet<KoaContextWithOIDC>()
  const noteDeclined = (ctx: KoaContextWithOIDC, error: unknown): void => {
    if (error instanceof errors.UnsupportedTokenType) declined.add(ctx)
  }
  provider.on('introspection.error', noteDeclined)
  provider.on('revocation.error', noteDeclined)

  const refreshPlainly = plainRefresh(issuer, signingKey, options)
  const answerForm: SignInEndpoints['answerForm'] = async (request, response, form, report) => {
    response.removeHeader('WWW-Authenticate')
    for (const [name, value] of Object.entries(noStore)) response.setHeader(name, value)
    const ctx = await ask(form ? withForm(request, form) : request, response)
    if (declined.has(ctx)) await answerSignInToken(ctx, checks, options)
    refuseOtherOrigins(ctx, request)
    const { relyingParty } = (ctx.oidc.client ?? {}) as SignInClient
    if (ctx.oidc.route === 'token' && ctx.status === 200 && relyingParty) options.relyingPartyUsed(relyingParty)
    report?.(requestOf(ctx))
    writeAnswer(ctx)
  }

  return {
    async authorize(request, response, report) {
      const uid = resumedInteraction(request)
      const isOwn = (): boolean =>
        cookie.hasBegun(uid ?? '', request.headers.cookie) && resumeCookie(request, response) === uid
      if (uid !== undefined && !isOwn()) return redirect(response, options.basePath + failedSignInPage('expired'))
      bindCookieToInteraction(response, options.basePath)
      const ctx = await ask(request, response)
      const { status } = ctx
      // People get a page, whatever failed.
      if (status >= 500) {
        redirect(response, options.basePath + failedSignInPage(status === 503 ? 'unavailable' : 'failed'))
      } else writeAnswer(ctx)
      const refusal = refusalOf(request)
      if (refusal) report?.(refusal)
    },
    answerForm,
    async refresh(plain, request, response, report) {
      const refreshed = await refreshPlainly(plain)
      if (!refreshed) return answerForm(request, response, plain.form, report)
      options.relyingPartyUsed(refreshed.relyingParty)
      report?.({ client: undefined, clientId: plain.clientId, failure: undefined, error: undefined })
      response.removeHeader('WWW-Authenticate')
      for (const [name, value] of Object.entries({ ...noStore, ...plainHeaders })) response.setHeader(name, value)
      writeText(response, 200, JSON.stringify(refreshed.answer))
    },
    userinfo: userinfoEndpoint(server, checks, options),
    endSession: signOuts.answer,
    signOuts,
    interactions: interactionsOf(provider, cookie, options),
  }
}

/** What the library says with tokens to who is no page */
const plainHeaders = { 'content-type': 'application/json; charset=utf-8' }

/** Failures that are not the caller's fault: a missing database passes and is a warning, everything else is an error. */
function reportFailures(provider: Provider, log: AuthorizationServerOptions['log']): void {
  provider.on('server_error', (ctx, error) => {
    if (!isDatabaseUnavailable(error)) return log.error({ err: error }, 'a sign-in failed')
    log.warn({ err: error }, 'a sign-in failed because the database is not available')
    const { status, headers = {}, ...body } = temporarilyUnavailable
    ctx.status = status
    ctx.set(headers)
    ctx.body = body
  })
  // Koa prints errors that have no listener.
  provider.on('error' as 'server_error', (error: unknown) => log.error({ err: error }, 'a sign-in failed'))
}

/**
 * Keeps, for the log, what is wrong with a request to sign somebody in: the page tells it to a person who cannot mend it.
 * An error that goes back to the program in a form would need a script that no page may run: it goes back in the URL.
 */
function noteRefusals(provider: Provider): (request: IncomingMessage) => ClientRequest | undefined {
  const refusals = new WeakMap<IncomingMessage, ClientRequest>()
  provider.on('authorization.error', ({ req, query, oidc }, failure) => {
    const { error, error_description: description } = failure as errors.OIDCProviderError
    const clientId = String(query.client_id ?? '').slice(0, 64)
    const words = [error, description, clientId && `client_id ${clientId}`].filter(Boolean).join(', ')
    refusals.set(req, { client: undefined, clientId, failure: undefined, error: words })
    if (oidc.params?.response_mode === 'form_post') oidc.params.response_mode = undefined
  })
  return (request) => refusals.get(request)
}

/** The library asks only those for credentials who have sent some. */
function challengeClients(provider: Provider, issuer: string): void {
  provider.on('grant.error', (ctx, { status, error, error_description = '' }) => {
    if (status === 401) ctx.set('WWW-Authenticate', basicChallenge(issuer, { error, error_description }))
  })
}

/** The library looks for the way back before it looks for `response_type`, on which that way depends. */
function nameMissingResponseType(provider: Provider): void {
  const client = provider.Client.prototype as unknown as { responseModeAllowed(...given: unknown[]): boolean }
  const isAllowed = client.responseModeAllowed
  client.responseModeAllowed = function (mode, ...others) {
    return mode === undefined || isAllowed.call(this, mode, ...others)
  }
}

/** The interaction that goes on, by the address where it does; undefined where a new sign-in begins. */
function resumedInteraction({ url = '' }: IncomingMessage): string | undefined {
  const [path = ''] = url.split('?', 1)
  return path.startsWith(`${paths.authorization}/`) ? path.slice(paths.authorization.length + 1) : undefined
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, 'See Other', { location, 'cache-control': 'no-store', 'content-length': 0 }).end()
}

/** The library binds the cookie to the page's path. It belongs to the address to which the page sends what was typed. */
function bindCookieToInteraction(response: ServerResponse, basePath: string): void {
  const page = basePath + signInPage('')
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie' || !Array.isArray(value)) return setHeader(name, value)
    return setHeader(
      name,
      value.map((cookie) => cookie.replace(`path=${page}`, `path=${basePath}${interactionPath('')}`)),
    )
  }
}

/** A page may read what an application's own page is answered, see the redirect URIs, and what tells who nobody is. */
function refuseOtherOrigins({ oidc: { client }, res }: KoaContextWithOIDC, { headers: { origin } }: IncomingMessage) {
  const { relyingParty } = (client ?? {}) as SignInClient
  if (origin === undefined || !relyingParty) return
  const isOwn = relyingParty.redirectUris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin)
  if (isOwn) res.setHeader('Access-Control-Expose-Headers', 'DPoP-Nonce, WWW-Authenticate')
  else res.removeHeader('Access-Control-Allow-Origin')
}

/** For the log: who asked, and what was refused */
function requestOf({ oidc, status, body }: KoaContextWithOIDC): ClientRequest {
  const clientId = oidc.client?.clientId ?? String(oidc.body?.client_id ?? '').slice(0, 64)
  const { error, error_description: description } = (status >= 400 ? (body ?? {}) : {}) as Record<string, string>
  const words = [error, description, clientId && `client_id ${clientId}`].filter(Boolean).join(', ')
  return { client: undefined, clientId, failure: undefined, error: error && words }
}
