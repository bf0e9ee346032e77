import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterFile } from './after-file.ts'

type Answer = object | ((response: ServerResponse) => void)

/** An OpenID provider that answers whatever the test says. Closed after the tests of the file. */
export interface ScriptedOidcProvider {
  issuer: string
  /** What the token endpoint was last sent */
  tokenRequest: URLSearchParams
  /** By path: what is answered from now on instead of what a sound provider does */
  answers: Partial<Record<'/.well-known/openid-configuration' | '/jwks' | '/token' | '/userinfo', Answer>>
  /** How often each path was asked */
  asked: Record<string, number>
  /** Claims of the next ID tokens, beside those of a sound one; undefined leaves a claim out */
  claims: Record<string, unknown>
  /** A further key signs from now on, and is published with those before it. */
  addKey(kid: string, algorithm?: string): Promise<void>
  /** Signs an ID token with the newest key, or as the test says. */
  sign(payload: JWTPayload): Promise<string>
  metadata: Record<string, unknown>
}

interface Key {
  kid: string
  algorithm: string
  privateKey: CryptoKey
  jwk: object
}

export async function startScriptedProvider(): Promise<ScriptedOidcProvider> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys: Key[] = []
  const provider: ScriptedOidcProvider = {
    issuer,
    tokenRequest: new URLSearchParams(),
    answers: {},
    asked: {},
    claims: {},
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
    },
    async addKey(kid, algorithm = 'ES256') {
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
      const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }
      keys.push({ kid, algorithm, privateKey, jwk })
    },
    sign(payload) {
      const key = keys.at(-1)
      if (!key) throw new Error('the provider has no key')
      return new SignJWT(payload).setProtectedHeader({ alg: key.algorithm, kid: key.kid }).sign(key.privateKey)
    },
  }
  const sound = async (path: string): Promise<object> => {
    if (path === '/.well-known/openid-configuration') return provider.metadata
    if (path === '/jwks') return { keys: keys.map(({ jwk }) => jwk) }
    if (path === '/userinfo') return { sub: 'somebody', ...provider.claims }
    const now = Math.floor(Date.now() / 1_000)
    const payload = { iss: issuer, sub: 'somebody', aud: 'portico', iat: now, exp: now + 300, ...provider.claims }
    return { access_token: 'an access token', token_type: 'Bearer', id_token: await provider.sign(payload) }
  }
  server.on('request', (request, response) => {
    const path = request.url ?? ''
    provider.asked[path] = (provider.asked[path] ?? 0) + 1
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', async () => {
      if (path === '/token') provider.tokenRequest = new URLSearchParams(body)
      const answer = provider.answers[path as keyof typeof provider.answers] ?? (await sound(path))
      if (typeof answer === 'function') return answer(response)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
  })
  afterFile(() => {
    server.closeAllConnections()
    server.close()
  })
  await provider.addKey('first')
  return provider
}
