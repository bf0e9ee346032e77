import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ClientRequest, TokenOptions } from '../options.ts'
import { type Claimed, checkSecret, findClaimed, nobody } from './authenticate-api-clients.ts'
import type { ClientCredentialsGrant } from './client-credentials-grant.ts'
import { answerToFailure, authenticationFailure, invalidClient } from './error-answer.ts'
import type { PlainTokenRequest } from './plain-token-request.ts'
import { noStore } from './temporarily-unavailable.ts'

type PlainTokenEndpoint = (
  request: PlainTokenRequest,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  report?: (request: ClientRequest) => void,
) => Promise<void>

/**
 * Answers plain token requests without oidc-provider, whose reading of the protocol costs more than the signature. What it
 * asks for the client, the secret, the resource, the token and the words of a refusal is what the library is given too.
 */
export function plainTokenEndpoint(options: TokenOptions, grant: ClientCredentialsGrant): PlainTokenEndpoint {
  return async ({ clientId, clientSecret, ...requested }, response, headers, report) => {
    let claimed: Claimed = nobody
    try {
      const client = await findClaimed(options, clientId, true)
      claimed = { client, clientId }
      if (!client) throw invalidClient('wrongSecret')
      checkSecret(client, clientSecret)
      const answer = await grant(client, requested, true)
      report?.({ ...claimed, failure: undefined, error: undefined })
      send(response, 200, headers, answer)
    } catch (failure) {
      const { status, headers: more, ...answer } = answerToFailure(failure, undefined, options)
      report?.({ ...claimed, failure: authenticationFailure(failure, claimed.client), error: answer.error })
      send(response, status, { ...headers, ...more }, answer)
    }
  }
}

/** Writes all at once: what is set on the answer before takes Node longer. */
function send(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, answer: object): void {
  // The caller may have hung up, and writing then is an error that is not caught.
  if (response.destroyed) return
  const text = JSON.stringify(answer)
  const type = 'application/json; charset=utf-8'
  const length = Buffer.byteLength(text)
  response.writeHead(status, {
    ...headers,
    ...noStore,
    'content-type': type,
    'content-length': length,
  })
  // Text of ASCII alone is copied as it is, which takes Node less than encoding it.
  response.end(text, length === text.length ? 'latin1' : 'utf8')
}
