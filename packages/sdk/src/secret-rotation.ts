import type { Client } from 'openapi-fetch'
import { answer } from './answer.ts'
import type { components, paths } from './generated/management.ts'
import type { RenewedApiClientCredentials } from './resources/api-clients.ts'
import type { ClientTokens, Tokens } from './tokens.ts'

export type SecretRotation = Omit<components['schemas']['OwnSecretRequest'], 'clientSecret'> & {
  /**
   * Stores the new secret where the program finds it after a restart. Where it fails, nothing is lost: the former secret
   * works until its overlap ends, and can be replaced again. Once the new one is stored, a token is got with it, and from
   * then on the former one makes no other.
   */
  keep?(credentials: RenewedApiClientCredentials): void | Promise<void>
}

/** Makes what `portico.rotateSecret` is. */
export const secretRotation =
  (api: Client<paths>, tokens: Tokens | ClientTokens) =>
  async ({ keep, ...rotation }: SecretRotation = {}): Promise<RenewedApiClientCredentials> => {
    if (!('secret' in tokens)) throw new TypeError('rotateSecret needs the credentials of an API client, not a token')
    const clientSecret = await tokens.secret()
    const credentials = await answer(api.POST('/api-clients/me/secrets', { body: { ...rotation, clientSecret } }))
    await keep?.(credentials)
    await tokens.replaceSecret(clientSecret, credentials.clientSecret, { atOnce: keep !== undefined })
    return credentials
  }
