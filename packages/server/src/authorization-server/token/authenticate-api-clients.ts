import { randomBytes } from 'node:crypto'
import { decodeProtectedHeader, type JWK } from 'jose'
import Provider, { type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { relyingPartyPrefix } from '../../modules/relying-parties/registrations/relying-party-id.ts'
import type { AuthenticatingClient, AuthorizationServerOptions } from '../options.ts'
import { clientAssertionProblem } from './client-assertion-problem.ts'
import { invalidClient } from './error-answer.ts'

type LibraryClient = InstanceType<Provider['Client']>

/** The library's client, which knows the API client that it stands for. */
export type ApiClient = LibraryClient & { registration: AuthenticatingClient }

/** The client that a request names, whether or not it has proven to be that one */
export type Claimed = { client: AuthenticatingClient | undefined; clientId: string }
export const nobody: Claimed = { client: undefined, clientId: '' }

/**
 * The form that every client id has. Others, such as one with a NUL byte, must not reach PostgreSQL, which fails on
 * them.
 */
const PLAUSIBLE_CLIENT_ID = /^[\x21-\x7e]{1,255}$/

/** Not an API client, but one that signs people in: another instance of the library answers it. */
export class RelyingPartyAsks extends errors.InvalidClientAuth {
  constructor() {
    super('wrongSecret')
  }
}

/**
 * Makes the library ask `findClient` for its clients and `checkSecret` about their secrets.
 *
 * The library ties each client to one way of authenticating. Ours may choose another way in each request, so a client
 * is made for each request, for the way that this request takes. What they have in common is validated once and
 * inherited: validating metadata takes longer than everything else in a token request.
 */
export function authenticateApiClients(
  provider: Provider,
  options: Pick<AuthorizationServerOptions, 'findClient' | 'readKeys'>,
): void {
  // The type declarations leave out the constructor's argument.
  const LibraryClient = provider.Client as typeof provider.Client & (new (metadata: ClientMetadata) => LibraryClient)
  // The library insists on a secret; it is never compared.
  const common = { client_id: 'client', client_secret: randomBytes(32).toString('hex') }
  const withSecret = clientsLike(new LibraryClient({ ...common, token_endpoint_auth_method: 'client_secret_post' }))

  async function withKeys(registration: AuthenticatingClient): Promise<ApiClient> {
    const jwks = registration.jwks ?? (registration.jwksUri && (await readKeys(options, registration)))
    if (!jwks) throw invalidClient('unacceptableAssertion')
    const metadata = { ...common, token_endpoint_auth_method: 'private_key_jwt', jwks: forEitherName(jwks) } as const
    return clientsLike(new LibraryClient(metadata))(registration)
  }

  LibraryClient.find = async (clientId: string): Promise<ApiClient> => {
    if (clientId.startsWith(relyingPartyPrefix)) throw new RelyingPartyAsks()
    const credential = presentedCredential()
    if (!credential) throw invalidClient('noCredentials')
    const registration = await findClaimed(options, clientId, asksBySecret(Provider.ctx))
    if (Provider.ctx) Provider.ctx.state.claimed = { client: registration, clientId }
    if (!registration) throw invalidClient(credential === 'assertion' ? 'unacceptableAssertion' : 'wrongSecret')

    return credential === 'assertion' ? withKeys(registration) : withSecret(registration)
  }
}

/**
 * The keys at the client's address. An assertion that is refused whatever the keys are costs no request to another server.
 */
async function readKeys(
  { readKeys }: Pick<AuthorizationServerOptions, 'readKeys'>,
  registration: AuthenticatingClient,
): Promise<{ keys: JWK[] }> {
  const { oidc } = Provider.ctx ?? {}
  const assertion = String(oidc?.params?.client_assertion)
  if (!oidc || clientAssertionProblem(assertion, oidc.clientJwtAuthExpectedAudience())) {
    throw invalidClient('unacceptableAssertion')
  }
  const { kid } = decodeProtectedHeader(assertion)
  const keys = await readKeys?.(registration, typeof kid === 'string' ? kid : undefined)
  if (!keys) throw invalidClient('unreadableKeys')
  return keys
}

/**
 * Without `alg` in the key, the library takes the assertion's: EdDSA and Ed25519 mean the same with an Ed25519 key
 * (RFC 9864, section 2.2), and it compares the names.
 */
const forEitherName = ({ keys }: { keys: JWK[] }): { keys: JWK[] } => ({
  keys: keys.map(({ alg, ...key }) => (key.kty === 'OKP' || alg === undefined ? key : { ...key, alg })),
})

/** Whom the library's request names */
export const claimedClient = ({ state }: KoaContextWithOIDC): Claimed => state.claimed ?? nobody

/** Clients that inherit everything from one of the library's but who they are and how their secret is checked. */
function clientsLike(common: LibraryClient): (registration: AuthenticatingClient) => ApiClient {
  class RequestClient {
    readonly clientId: string
    readonly registration: AuthenticatingClient

    constructor(registration: AuthenticatingClient) {
      this.clientId = registration.clientId
      this.registration = registration
    }

    compareClientSecret(secret: string): boolean {
      return checkSecret(this.registration, secret)
    }
  }
  Object.setPrototypeOf(RequestClient.prototype, common)
  return (registration) => new RequestClient(registration) as unknown as ApiClient
}

/** True, or an error. A caller who knows the secret may learn why it doesn't work. */
export function checkSecret(
  registration: Pick<AuthenticatingClient, 'checkSecret' | 'isSuspended'>,
  secret: string,
): true {
  const result = registration.checkSecret(secret)
  if (result === 'wrong') throw invalidClient('wrongSecret')
  if (registration.isSuspended) throw invalidClient('suspended')
  if (result === 'expired') throw invalidClient('expired')
  return true
}

/** Whether a client asks for a token by its secret, as in the requests that the library doesn't see */
export const asksBySecret = (ctx: KoaContextWithOIDC | undefined): boolean =>
  ctx?.oidc.route === 'token' &&
  ctx.oidc.params?.grant_type === 'client_credentials' &&
  presentedCredential(ctx) === 'secret'

function presentedCredential(ctx = Provider.ctx): 'secret' | 'assertion' | undefined {
  if (ctx?.oidc.params?.client_assertion) return 'assertion'
  return ctx?.oidc.params?.client_secret || ctx?.headers.authorization ? 'secret' : undefined
}

/** The client of this id, without asking for ids that none can have */
export function findClaimed(
  { findClient }: Pick<AuthorizationServerOptions, 'findClient'>,
  clientId: unknown,
  bySecret = false,
): ReturnType<AuthorizationServerOptions['findClient']> {
  return typeof clientId === 'string' && PLAUSIBLE_CLIENT_ID.test(clientId) ? findClient(clientId, bySecret) : undefined
}
