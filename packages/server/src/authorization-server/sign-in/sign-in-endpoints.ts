import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import type { AuthorizationServerOptions, ClientRequest } from '../options.ts'
import type { PlainRefreshRequest } from '../token/plain-token-request.ts'
import { noStore } from '../token/temporarily-unavailable.ts'
import { adaptAnswers } from './adapt-answers.ts'
import { type AuthorizeEndpoint, authorizeEndpoint } from './authorize-endpoint.ts'
import { type FormEndpoint, formEndpoint } from './form-endpoint.ts'
import { interactionCookie } from './interactions/interaction-cookie.ts'
import { type Interactions, interactionsOf } from './interactions/interactions.ts'
import { libraryEndpoint, writeText } from './library-endpoint.ts'
import { limitUrls } from './limit-urls.ts'
import { readQueries } from './read-queries.ts'
import { findRelyingParties } from './relying-parties/find-relying-parties.ts'
import { noteOfflineAccess } from './relying-parties/keep-offline-access.ts'
import { signInConfiguration } from './sign-in-configuration.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { rememberProofs } from './sign-ons/remember-proofs.ts'
import { storeChangedSessions } from './sign-ons/store-changed-sessions.ts'
import { type SignOuts, signOutsOf } from './sign-outs/sign-outs-of.ts'
import { accessTokenChecks } from './tokens/access-token-checks.ts'
import { formatAccessTokens } from './tokens/format-access-tokens.ts'
import { plainRefresh } from './tokens/plain-refresh.ts'
import { signInSigningKey } from './tokens/sign-in-signing-key.ts'
import { userinfoEndpoint } from './tokens/userinfo-endpoint.ts'

export interface SignInEndpoints {
  authorize: AuthorizeEndpoint
  answerForm: FormEndpoint
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
  const signingKey = signInSigningKey(signingKeys)
  const provider = new Provider(issuer, signInConfiguration(signingKey, options))
  findRelyingParties(provider, options, signingKey.algorithm)
  storeChangedSessions(provider, options)
  formatAccessTokens(provider, issuer, signingKey)
  noteOfflineAccess(provider)
  rememberProofs(provider, options)
  limitUrls(provider)
  readQueries(provider)
  // Scheme and host are those of the issuer, whatever the request says.
  provider.OIDCContext.prototype.urlFor = (name, urlOptions) => provider.urlFor(name, urlOptions)
  Object.defineProperty(provider.request, 'secure', { get: () => issuer.startsWith('https:') })
  adaptAnswers(provider, server)
  const cookie = interactionCookie(options)
  const ask = libraryEndpoint(provider, options, log)
  const checks = accessTokenChecks(server, options)
  const signOuts = signOutsOf(provider, server, options)
  const answerForm = formEndpoint(provider, ask, checks, options)
  const refreshPlainly = plainRefresh(server, signingKey, options)
  return {
    authorize: authorizeEndpoint(provider, ask, cookie, options),
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
