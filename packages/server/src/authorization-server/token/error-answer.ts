import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { AuthenticatingClient, AuthorizationServerOptions, TokenOptions } from '../options.ts'
import { clientAssertionProblem } from './client-assertion-problem.ts'
import { temporarilyUnavailable } from './temporarily-unavailable.ts'

/** The body of RFC 6749, 5.2 and the status it goes with. */
export interface ErrorAnswer {
  status: number
  headers?: Record<string, string>
  error: string
  error_description: string
}

const unacceptable =
  'The client_assertion was not accepted: the client_id is unknown, has no such key, or the signature is wrong.'

/**
 * Why a client is not authenticated. One text serves an unknown client and a wrong secret, so that callers cannot find out
 * which client ids exist. RFC 6749 allows neither double quotes nor backslashes in a description.
 */
const clientProblems = {
  wrongSecret:
    'Unknown client_id or wrong client_secret: copy both again from where the client is registered, or generate a new secret.',
  unacceptableAssertion: unacceptable,
  unreadableKeys: unacceptable,
  noCredentials:
    'Nothing proves who the client is: send client_secret with client_id, an Authorization header of type Basic, or a client_assertion.',
  suspended: 'This API client is suspended: resume it to obtain tokens again.',
  expired: 'The client_secret has expired: generate a new secret for this client.',
  usedAssertion: 'This client_assertion was used before: make a new one, with a new jti, for every request.',
}

type ClientProblem = keyof typeof clientProblems

/** The error with which the library answers invalid_client, with our own description */
export function invalidClient(problem: ClientProblem): errors.InvalidClientAuth {
  return Object.assign(new errors.InvalidClientAuth(problem), { error_description: clientProblems[problem] })
}

/** The same for a client assertion that is at fault (RFC 7521, section 4.2.1). @param description says in what */
export const invalidAssertion = (description: string): errors.InvalidClientAuth =>
  Object.assign(invalidClient('unacceptableAssertion'), { error_description: description })

/** The same for the audit trail and the log, which may tell the unknown from the wrong */
const failures: Record<ClientProblem, string> = {
  wrongSecret: 'wrong secret',
  unacceptableAssertion: 'assertion not accepted',
  unreadableKeys: 'keys not readable',
  noCredentials: 'no credentials',
  suspended: 'suspended',
  expired: 'secret expired',
  usedAssertion: 'assertion used before',
}

/** Why a client could not prove who it is; undefined where something else went wrong. */
export function authenticationFailure(failure: unknown, client: AuthenticatingClient | undefined): string | undefined {
  if (!(failure instanceof errors.InvalidClientAuth)) return undefined
  // The library's own refusals are about assertions: it knows no secrets.
  const problem = Object.hasOwn(failures, failure.error_detail ?? '')
    ? (failure.error_detail as ClientProblem)
    : 'unacceptableAssertion'
  return client || problem === 'noCredentials' ? failures[problem] : 'unknown client'
}

/** Whether a client did not even try to prove who it is */
export const isWithoutCredentials = (failure: unknown): boolean =>
  failure instanceof errors.InvalidClientAuth && failure.error_detail === ('noCredentials' satisfies ClientProblem)

/** What the library says where credentials are missing or cannot be read */
const unreadableCredentials =
  /^(no client authentication mechanism|invalid authorization header value|client_id and client_secret in the authorization header|client_secret must be provided|invalid client_assertion format)/

/**
 * The library answers invalid_request where credentials are missing or cannot be read. RFC 6749, section 5.2, calls both
 * invalid_client, and RFC 7521, section 4.2.1, a malformed assertion too.
 */
export function asAuthenticationFailure(failure: unknown): unknown {
  if (!(failure instanceof errors.InvalidRequest)) return failure
  const { error_description = '' } = failure
  if (!unreadableCredentials.test(error_description)) return failure
  const noCredentials: ClientProblem = 'noCredentials'
  return Object.assign(new errors.InvalidClientAuth(noCredentials), { error_description })
}

/** Texts of the library that don't say what to do, and ours instead. A test goes through all of them. */
const clearer: [RegExp, string][] = [
  [
    /^no client authentication mechanism/,
    'client_id is missing: send client_id and client_secret in the form, or in an Authorization header of type Basic.',
  ],
  [
    /one mechanism$/,
    'The client authenticates in more than one way: keep one of client_secret, client_assertion and the Authorization header.',
  ],
  [
    /^client_id mismatch/,
    'client_id in the form differs from the one in the Authorization header or in sub of client_assertion.',
  ],
  [
    /^invalid authorization header value/,
    'The Authorization header must be the word Basic, a space, and base64 of client_id:client_secret.',
  ],
  [
    /^client_id and client_secret in the authorization header/,
    'client_id and client_secret must each be form-urlencoded before they are joined by a colon and encoded in base64.',
  ],
  [/^only application\/x-www-form-urlencoded/, 'The body is empty: send the parameters in it, as a form.'],
  [/^client_secret must be provided/, 'The Authorization header has no client_secret after the colon.'],
  [/^invalid client_assertion format/, 'client_assertion is not a JWT: three base64url parts joined by dots.'],
  [
    /^client_assertion_type must/,
    'client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  ],
  [/parameter 'grant_type'/, 'grant_type is missing: send grant_type=client_credentials in the form.'],
  [/parameter 'token'/, 'token is missing: send the access token as the form parameter token.'],
  [
    /^scope contains invalid/,
    'scope must be names separated by single spaces. It can be left out: permissions are set on the API client.',
  ],
]

/**
 * What to answer when the library or one of our callbacks has thrown. Logs what isn't the caller's fault.
 * @param ctx undefined where the request is plain: a wrong grant or assertion cannot be the reason then
 */
export function answerToFailure(
  failure: unknown,
  ctx: KoaContextWithOIDC | undefined,
  { issuer, signIn, log }: Pick<TokenOptions, 'issuer' | 'log'> & Pick<AuthorizationServerOptions, 'signIn'>,
): ErrorAnswer {
  const answer = describeOAuthError(failure, ctx, signIn !== undefined)
  if (answer?.status === 401) return { ...answer, headers: { 'WWW-Authenticate': basicChallenge(issuer, answer) } }
  if (answer) return answer
  if ((failure as { statusCode?: unknown }).statusCode === 503) {
    log.warn({ err: failure }, 'the authorization server cannot reach the database')
    return temporarilyUnavailable
  }
  log.error({ err: failure }, 'the authorization server failed to answer a request')
  return {
    status: 500,
    error: 'server_error',
    error_description: 'Something went wrong on the server, and was logged there.',
  }
}

/** RFC 9110, section 15.5.2: each 401 says how to authenticate. */
export const basicChallenge = (
  issuer: string,
  { error, error_description }: Pick<ErrorAnswer, 'error' | 'error_description'>,
): string => `Basic realm="${issuer}", error="${error}", error_description="${error_description}"`

const onlyClientCredentials = 'An API client may use grant_type=client_credentials only.'

/** Undefined for errors whose text is none of the caller's business. */
function describeOAuthError(
  error: unknown,
  ctx: KoaContextWithOIDC | undefined,
  peopleSignIn: boolean,
): ErrorAnswer | undefined {
  if (!(error instanceof errors.OIDCProviderError) || !error.expose) return undefined
  // What a client registered is not what this request got wrong.
  if (error instanceof errors.InvalidClientMetadata) return undefined
  const { status, error: code } = error
  if (error instanceof errors.UnsupportedGrantType) {
    if (peopleSignIn && ctx?.oidc.params?.grant_type === 'authorization_code') {
      return { status, error: 'unauthorized_client', error_description: onlyClientCredentials }
    }
    return { status, error: code, error_description: onlyClientCredentials }
  }
  const description = error.error_description ?? ''
  if (ctx && error instanceof errors.InvalidClientAuth && isVagueAboutAssertion(description)) {
    return { status, error: code, error_description: describeAssertion(ctx) }
  }
  if (description === 'failed to parse the request body') return describeBody(error)
  const better = clearer.find(([pattern]) => pattern.test(description))
  return { status, error: code, error_description: better?.[1] ?? description }
}

function describeBody(error: errors.OIDCProviderError): ErrorAnswer {
  const isTooLarge = error.cause instanceof Error && error.cause.message === 'request entity too large'
  return {
    status: isTooLarge ? 413 : 400,
    error: 'invalid_request',
    error_description: isTooLarge ? 'The body is larger than 56 kB.' : 'The body could not be read: send it again.',
  }
}

function isVagueAboutAssertion(description: string): boolean {
  return description === 'client authentication failed' || description === clientProblems.unacceptableAssertion
}

function describeAssertion({ oidc }: KoaContextWithOIDC): string {
  const problem = clientAssertionProblem(String(oidc.params?.client_assertion), oidc.clientJwtAuthExpectedAudience())
  return problem ?? clientProblems.unacceptableAssertion
}
