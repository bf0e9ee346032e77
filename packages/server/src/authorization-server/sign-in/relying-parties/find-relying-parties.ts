import { randomBytes } from 'node:crypto'
import type Provider from 'oidc-provider'
import type { ClientMetadata } from 'oidc-provider'
import { hasSecrets } from '../../../modules/relying-parties/registrations/relying-party.ts'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { isRelyingPartyId } from '../../../modules/relying-parties/registrations/relying-party-id.ts'
import { checkSecret } from '../../token/authenticate-api-clients.ts'
import { responseModes, type SignInOptions } from '../sign-in-options.ts'

type LibraryClient = InstanceType<Provider['Client']>

/** The library's client, which knows the relying party that it stands for; undefined for the portal. */
export type SignInClient = LibraryClient & { relyingParty?: KnownRelyingParty }

/**
 * Makes the library ask the directory for relying parties. What it makes of one is kept for as long as the directory knows
 * the same state of it. Secrets are compared by our own keyed hashes.
 */
export function findRelyingParties(provider: Provider, options: SignInOptions, algorithm: string): void {
  // The type declarations leave out the constructor's argument.
  const Client = provider.Client as typeof provider.Client & (new (metadata: ClientMetadata) => LibraryClient)
  const made = new WeakMap<KnownRelyingParty, SignInClient>()
  // The library insists on a secret; it is never compared.
  const unusedSecret = randomBytes(32).toString('hex')
  const findStatic = Client.find.bind(Client)

  function clientOf(relyingParty: KnownRelyingParty): SignInClient {
    const known = made.get(relyingParty)
    if (known) return known
    const client: SignInClient = new Client(metadataOf(relyingParty, algorithm, unusedSecret))
    client.relyingParty = relyingParty
    Object.assign(client, {
      compareClientSecret: (secret: string) =>
        checkSecret({ isSuspended: false, checkSecret: relyingParty.checkSecret }, secret),
      // Each session of a relying party has a name: userinfo finds it by that, and logout tokens say it.
      includeSid: () => true,
    })
    made.set(relyingParty, client)
    return client
  }

  Client.find = async (clientId: string): Promise<SignInClient | undefined> => {
    if (!isRelyingPartyId(clientId)) return findStatic(clientId)
    const relyingParty = await options.findRelyingParty(clientId)
    return relyingParty?.isActive ? clientOf(relyingParty) : undefined
  }
}

const metadataOf = (relyingParty: KnownRelyingParty, algorithm: string, unusedSecret: string): ClientMetadata => ({
  client_id: relyingParty.clientId,
  client_name: relyingParty.name,
  application_type: relyingParty.type === 'native' ? 'native' : 'web',
  redirect_uris: relyingParty.redirectUris,
  post_logout_redirect_uris: relyingParty.postLogoutRedirectUris,
  grant_types: relyingParty.allowsRefreshTokens ? ['authorization_code', 'refresh_token'] : ['authorization_code'],
  response_types: ['code'],
  response_modes: [...responseModes],
  scope: relyingParty.scopes.join(' '),
  token_endpoint_auth_method: relyingParty.clientAuthentication,
  id_token_signed_response_alg: algorithm as 'ES256',
  require_pushed_authorization_requests: relyingParty.requiresPushedRequests,
  dpop_bound_access_tokens: relyingParty.usesDpop === 'required',
  ...(hasSecrets(relyingParty.clientAuthentication) && { client_secret: unusedSecret }),
  ...(relyingParty.clientAuthentication === 'private_key_jwt' &&
    (relyingParty.jwksUri === null ? { jwks: relyingParty.jwks ?? { keys: [] } } : { jwks_uri: relyingParty.jwksUri })),
})
