import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { createAuthorizationServer } from '@portico/server/authorization-server/authorization-server.ts'
import type {
  AuthenticatingClient,
  AuthorizationServerOptions,
  SigningKey,
} from '@portico/server/authorization-server/options.ts'
import { originHeaders } from '@portico/server/http/hooks/answer-browser-origins.ts'
import type { SigningAlgorithm } from '@portico/server/modules/foundation/signing-keys/signing-key.ts'
import { type JWK, SignJWT } from 'jose'
import { type Form, type Received, send } from './requests.ts'

/** The issuer of the tokens of the test authorization server. */
export const ISSUER = 'http://portico.example/identity'
/** The audience of its access tokens. */
export const AUDIENCE = 'http://portico.example/api'
/** The secret of its clients, with characters that have to be encoded. */
export const SECRET = 'correct horse:battery+staple%&='
/** The only client_assertion_type (RFC 7523, section 2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A new key pair for the algorithm. */
export function createSigningKey(algorithm: SigningAlgorithm, kid: string = algorithm): SigningKey {
  const { privateKey, publicKey } = generateKeyPair(algorithm)
  return { kid, algorithm, privateKey, publicJwk: { ...publicJwk(publicKey), kid, alg: algorithm, use: 'sig' } }
}

function generateKeyPair(algorithm: SigningAlgorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function publicJwk(key: KeyObject): JWK {
  return key.export({ format: 'jwk' }) as JWK
}

interface TestClient extends AuthenticatingClient {
  isExpired: boolean
}

/** `clientId` is 32 times the digit. */
export function createTestClient(digit: string, properties: Partial<TestClient> = {}): TestClient {
  const expected = createHash('sha256').update(SECRET).digest('hex')
  return {
    key: `key-${digit}`,
    name: `Client ${digit}`,
    clientId: digit.repeat(32),
    isSuspended: false,
    accessTokenType: 'at+jwt',
    accessTokenMinutes: 720,
    isExpired: false,
    checkSecret(secret) {
      if (createHash('sha256').update(secret).digest('hex') !== expected) return 'wrong'
      return this.isExpired ? 'expired' : 'valid'
    },
    ...properties,
  }
}

/** An authorization server behind a real HTTP server, with everything it was told about. */
export async function startAuthorizationServer(t: TestContext, overrides: Partial<AuthorizationServerOptions> = {}) {
  const clients = new Map<string, TestClient>()
  const issuedTo: string[] = []
  const revoked = new Map<string, Date>()
  const assertions = new Map<string, Date>()
  const logged: { level: string; details: object; message: string }[] = []
  const options: AuthorizationServerOptions = {
    issuer: ISSUER,
    audience: AUDIENCE,
    resources: [AUDIENCE, `${AUDIENCE}/identity/v1`],
    signingKeys: [createSigningKey('ES256')],
    findClient: async (clientId) => clients.get(clientId),
    tokenIssued: (client) => void issuedTo.push(client.clientId),
    revokeToken: async (id, expiresAt) => void revoked.set(id, expiresAt),
    isTokenRevoked: (id) => revoked.has(id),
    rememberAssertion: async (clientId, id, expiresAt) => {
      const isNew = !assertions.has(`${clientId} ${id}`)
      assertions.set(`${clientId} ${id}`, expiresAt)
      return isNew
    },
    log: {
      error: (details, message) => void logged.push({ level: 'error', details, message }),
      warn: (details, message) => void logged.push({ level: 'warn', details, message }),
    },
    ...overrides,
  }
  const authorizationServer = createAuthorizationServer(options)
  const http = createServer((request, response) => {
    response.setHeaders(new Headers(originHeaders(`/identity${request.url}`)))
    void authorizationServer.handle(request, response)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    http.closeAllConnections()
    return new Promise((resolve) => http.close(resolve))
  })
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  const client = createTestClient('a')
  clients.set(client.clientId, client)

  return { base, options, client, clients, issuedTo, revoked, assertions, logged }
}

/** A running authorization server, its client and its signing keys. */
export type TestAuthorizationServer = Awaited<ReturnType<typeof startAuthorizationServer>>

/** Posts a form to a path below the issuer. */
export const postForm = (
  { base }: { base: string },
  path: string,
  form: Form,
  headers: Record<string, string> = {},
): Promise<Received> => send(base, 'POST', path, { form, headers })

/** The form fields by which a client names itself (client_secret_post). */
export function clientCredentials(client: { clientId: string }): Record<string, string> {
  return { client_id: client.clientId, client_secret: SECRET }
}

/** The Authorization header of client_secret_basic, encoded as RFC 6749, section 2.3.1 says. */
export function basicAuthorization(clientId: string, secret: string): string {
  const encode = (value: string) => encodeURIComponent(value).replaceAll('%20', '+')
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(secret)}`).toString('base64')}`
}

/** An access token by client credentials. */
export async function requestToken(
  server: TestAuthorizationServer,
  client: { clientId: string } = server.client,
): Promise<string> {
  const { body } = await postForm(server, '/token', { grant_type: 'client_credentials', ...clientCredentials(client) })
  return body.access_token
}

/** A client assertion that is in order but for what is given. An undefined claim is left out. */
export function signAssertion(
  key: SigningKey,
  clientId: string,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const all = {
    iss: clientId,
    sub: clientId,
    aud: ISSUER,
    iat: now,
    exp: now + 60,
    jti: crypto.randomUUID(),
    ...claims,
  }
  return new SignJWT(all).setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header }).sign(key.privateKey)
}
