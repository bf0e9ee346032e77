import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import { type FaultKind, faultOfOutgoing, ProviderFault } from './provider-fault.ts'

/** Errors with which a provider, or the person there, says no (RFC 6749, section 4.1.2.1; OpenID Connect Core, 3.1.2.6) */
const denials = [
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]
const outages = ['server_error', 'temporarily_unavailable']
const wrongCredentials = ['invalid_client', 'unauthorized_client']

/**
 * What an error of the library, or of a request, says about the provider. Errors of our own are thrown on.
 */
export function providerFaultOf(error: unknown): ProviderFault {
  const own = chainOf(error).find((each) => each instanceof ProviderFault || each instanceof OutgoingFailure)
  if (own instanceof ProviderFault) return own
  if (own instanceof OutgoingFailure) return faultOfOutgoing(own)
  if (error instanceof AuthorizationResponseError) {
    const { error: code } = error
    if (denials.includes(code)) return new ProviderFault('denied', `The provider answers ${wordOf(code)}.`)
    const kind = outages.includes(code) ? 'unreachable' : 'refused'
    return new ProviderFault(kind, `The provider answers with the error ${wordOf(code)}.`, error.error_description)
  }
  if (error instanceof ResponseBodyError) {
    return new ProviderFault(kindOfTokenError(error), wordsOfTokenError(error.error), error.error_description)
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const words = 'The provider does not take the client ID or the secret, or the access token that it has just issued.'
    return new ProviderFault('credentials-refused', words)
  }
  if (error instanceof ClientError) return faultOfAnswer(error)
  throw error
}

function kindOfTokenError({ error, status }: ResponseBodyError): FaultKind {
  if (wrongCredentials.includes(error)) return 'credentials-refused'
  if (error === 'invalid_grant') return 'not-valid'
  return status >= 500 || outages.includes(error) ? 'unreachable' : 'refused'
}

function wordsOfTokenError(code: string): string {
  if (wrongCredentials.includes(code)) return `The provider refuses the client ID or the secret (${wordOf(code)}).`
  if (code === 'invalid_grant') return 'The provider does not take the code that it has given (invalid_grant).'
  return `The token endpoint of the provider answers with the error ${wordOf(code)}.`
}

function faultOfAnswer(error: ClientError): ProviderFault {
  const detail = chainOf(error)
    .map(({ message }) => message)
    .join(': ')
  const isNoJson = error.code === 'OAUTH_RESPONSE_IS_NOT_JSON' || error.code === 'OAUTH_PARSE_ERROR'
  if (isNoJson) return new ProviderFault('not-json', 'The provider answers with something else than JSON.', detail)
  if (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') {
    const status = error.cause instanceof Response ? error.cause.status : 0
    const words = `The provider answers with the status ${status}, which does not fit.`
    return new ProviderFault(status >= 500 ? 'unreachable' : 'refused', words, detail)
  }
  return new ProviderFault(
    'not-valid',
    `The answer of the provider does not pass the checks: ${causeOf(error)}.`,
    detail,
  )
}

/** The library's messages are fixed texts, without what was sent. */
const causeOf = (error: Error): string => chainOf(error).at(-1)?.message ?? error.message

function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each)
  return chain
}

/** What stands in an address, anybody can have written. */
const wordOf = (code: string): string => (/^[\w.-]{1,60}$/.test(code) ? code : 'of another name')
