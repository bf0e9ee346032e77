import type { IncomingMessage } from 'node:http'
import type { JWK } from 'jose'
import type { AccessTokenType } from '../modules/api-clients/clients/api-client.ts'
import type { SigningKey as OrganizationSigningKey } from '../modules/foundation/signing-keys/signing-key.ts'
import type { KnownRegisteredApi } from '../modules/relying-parties/registered-apis/registered-api-directory.ts'
import type { SignInOptions } from './sign-in/sign-in-options.ts'

/** A key of the organization */
export type SigningKey = Pick<OrganizationSigningKey, 'kid' | 'algorithm' | 'privateKey' | 'publicJwk'> &
  Partial<Pick<OrganizationSigningKey, 'retiresAt'>>

/** What the authorization server needs to know of an API client to authenticate it. */
export interface AuthenticatingClient {
  key: string
  clientId: string
  name: string
  isSuspended: boolean
  /** `typ` of its access tokens */
  accessTokenType: AccessTokenType
  /** How long its access tokens are valid, at most */
  accessTokenMinutes: number
  /** Compares in constant time. 'expired' means that the secret is right but its last day is over. */
  checkSecret(secret: string): 'valid' | 'expired' | 'wrong'
  /** Public keys only. Present when the client may authenticate with private_key_jwt. */
  jwks?: { keys: JWK[] } | undefined
  /** Where it publishes its keys, in place of `jwks` */
  jwksUri?: string | undefined
}

/** What became of a request to an endpoint where API clients prove who they are, or of one to sign somebody in */
export interface ClientRequest {
  /** The client that the request names, where there is one. It has not proven who it is where `failure` says so. */
  client: AuthenticatingClient | undefined
  /** As the request names it, which may be anything */
  clientId: string
  /** Why the client is not authenticated, in words of our own */
  failure: string | undefined
  /** The OAuth error of the answer, where it is one, and more words for the log where there are any */
  error: string | undefined
}

/** What the authorization server asks about APIs of the organization's own. @see RegisteredApiDirectory */
interface RegisteredApis {
  find(audience: string, bySecret?: boolean): Promise<KnownRegisteredApi | undefined>
  /** None where the API is not active */
  scopesGrantedTo(client: AuthenticatingClient, api: KnownRegisteredApi, bySecret?: boolean): Promise<readonly string[]>
  /** The audiences of the APIs for which the client gets tokens */
  audiencesOpenTo(client: AuthenticatingClient, bySecret?: boolean): Promise<readonly string[]>
}

/**
 * What it takes to issue tokens to API clients that prove themselves by a secret. `Client` is the type that `findClient`
 * returns; the callbacks get such a client back.
 */
export interface TokenOptions<Client extends AuthenticatingClient = AuthenticatingClient> {
  /** The issuer identifier. Every URL that is published derives from it, never from a request's Host header. */
  issuer: string
  /** `aud` of the access tokens, an absolute URI. */
  audience: string
  /** What a client may call the resource that its token is for (RFC 8707, RFC 9728). Each means the audience. */
  resources: readonly string[]
  /** APIs of the organization's own. Without it there are none. */
  registeredApis?: RegisteredApis
  /** The first one signs, all of them are published and accepted. */
  signingKeys: readonly SigningKey[]
  /**
   * An error with `statusCode` 503 is answered as 503 temporarily_unavailable.
   * @param bySecret whether it asks for a token with its secret, for which an answer from memory may do
   */
  findClient(clientId: string, bySecret?: boolean): Client | undefined | Promise<Client | undefined>
  tokenIssued(client: Client): void
  log: {
    error(details: object, message: string): void
    warn(details: object, message: string): void
  }
  /** Milliseconds since the epoch, for `iat` and `exp` of the access tokens. The system's clock unless given. */
  clock?: { now(): number }
}

export interface AuthorizationServerOptions<Client extends AuthenticatingClient = AuthenticatingClient>
  extends TokenOptions<Client> {
  /**
   * The keys that a client publishes at its address; undefined where they cannot be read.
   * @param keyId the one that is needed
   */
  readKeys?(client: Client, keyId: string | undefined): Promise<{ keys: JWK[] } | undefined>
  /** The client has proven who it is with a private key, whose public half has this `kid`. */
  keyUsed?(client: Client, keyId: string | undefined): void
  /** @param request the one that asks for it, for the audit trail */
  revokeToken(tokenId: string, expiresAt: Date, client: Client, request: IncomingMessage): Promise<void>
  isTokenRevoked(tokenId: string): boolean | Promise<boolean>
  /**
   * Remembers the id of a client assertion until `expiresAt` and answers false if it was seen before. Test and write
   * must be one atomic step, or two requests at the same moment could use one assertion twice.
   */
  rememberAssertion(clientId: string, assertionId: string, expiresAt: Date): Promise<boolean>
  /** Lets people sign in to the portal. Without it there are API clients only. */
  signIn?: SignInOptions
  /** For the tests: oidc-provider reads plain token requests too. */
  libraryReadsAll?: boolean
}
