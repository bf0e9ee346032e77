import type { IncomingMessage } from 'node:http'
import type Provider from 'oidc-provider'
import type { errors } from 'oidc-provider'
import type { ClientRequest } from '../options.ts'

/**
 * Keeps, for the log, what is wrong with a request to sign somebody in: the page tells it to a person who cannot mend it.
 * An error that goes back to the program in a form would need a script that no page may run: it goes back in the URL.
 */
export function noteRefusals(provider: Provider): (request: IncomingMessage) => ClientRequest | undefined {
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
