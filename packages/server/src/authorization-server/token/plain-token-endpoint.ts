import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ClientRequest, TokenOptions } from '../options.ts'
import { type Claimed, checkSecret, findClaimed, nobody } from './authenticate-api-clients.ts'
import type { ClientCredentialsGrant } from './client-credentials-grant.ts'
import { answerToFailure, authenticationFailure, invalidClient } from './error-answer.ts'
import type { PlainTokenRequest } from './plain-token-request.ts'
import { sendTokenAnswer } from './send-token-answer.ts'

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
      sendTokenAnswer(response, 200, headers, answer)
    } catch (failure) {
      const { status, headers: more, ...answer } = answerToFailure(failure, undefined, options)
      report?.({ ...claimed, failure: authenticationFailure(failure, claimed.client), error: answer.error })
      sendTokenAnswer(response, status, { ...headers, ...more }, answer)
    }
  }
}
