import type { AuthorizationServer } from './authorization-server.ts'
import type { AuthenticatingClient, TokenOptions } from './options.ts'
import { clientCredentialsGrant } from './token/client-credentials-grant.ts'
import { answerToFailure } from './token/error-answer.ts'
import { plainTokenEndpoint } from './token/plain-token-endpoint.ts'
import { readPlainTokenRequest } from './token/plain-token-request.ts'
import { sendTokenAnswer } from './token/send-token-answer.ts'
import { SigningKeyAdapter } from './token/signing-key-adapter.ts'

/**
 * Answers token requests of an organization before its authorization server is loaded: the plain ones of API clients as that
 * server would. All others wait for it.
 * @param whole the authorization server of the organization
 */
export function createPlainTokenServer<Client extends AuthenticatingClient>(
  options: TokenOptions<Client>,
  whole: () => Promise<AuthorizationServer>,
): Pick<AuthorizationServer, 'handle'> {
  const signingKey = SigningKeyAdapter.ofFirst(options.signingKeys)
  const answer = plainTokenEndpoint(options, clientCredentialsGrant(options, signingKey))
  return {
    async handle(request, response, call = {}) {
      // The parser hands over a head before what came with it: the body is there a moment later.
      await undefined
      const plain = readPlainTokenRequest(request)
      if (plain && !('refreshToken' in plain)) return answer(plain, response, call.headers ?? {}, call.report)
      let server: AuthorizationServer
      try {
        server = await whole()
      } catch (failure) {
        const { status, headers, ...error } = answerToFailure(failure, undefined, options)
        return sendTokenAnswer(response, status, { ...call.headers, ...headers }, error)
      }
      await server.handle(request, response, call)
    },
  }
}
