import type { ServerResponse } from 'node:http'
import type { AuthorizationServerOptions, ClientRequest } from '../options.ts'
import { type Claimed, checkSecret, findClaimed, nobody } from './authenticate-api-clients.ts'
import type { ClientCredentialsGrant } from './client-credentials-grant.ts'
import { answerToFailure, authenticationFailure, invalidClient } from './error-answer.ts'
import type { PlainTokenRequest } from './plain-token-request.ts'

type PlainTokenEndpoint = (
  request: PlainTokenRequest,
  response: ServerResponse,
  report?: (request: ClientRequest) => void,
) => Promise<void>

/**
 * Answers plain token requests without oidc-provider, whose reading of the protocol costs more than the signature. What it
 * asks for the client, the secret, the resource, the token and the words of a refusal is what the library is given too.
 */
export function plainTokenEndpoint(
  options: AuthorizationServerOptions,
  grant: ClientCredentialsGrant,
): PlainTokenEndpoint {
  return async ({ clientId, clientSecret, resource }, response, report) => {
    let claimed: Claimed = nobody
    try {
      const client = await findClaimed(options, clientId)
      claimed = { client, clientId }
      if (!client) throw invalidClient('wrongSecret')
      checkSecret(client, clientSecret)
      const answer = await grant(client, resource)
      report?.({ ...claimed, failure: undefined, error: undefined })
      send(response, 200, answer)
    } catch (failure) {
      const { status, headers, ...answer } = answerToFailure(failure, undefined, options)
      report?.({ ...claimed, failure: authenticationFailure(failure, claimed.client), error: answer.error })
      send(response, status, answer, headers)
    }
  }
}

function send(response: ServerResponse, status: number, answer: object, headers?: Record<string, string>): void {
  // The caller may have hung up, and writing then is an error that is not caught.
  if (response.destroyed) return
  const text = JSON.stringify(answer)
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}
