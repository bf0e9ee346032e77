import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { clientAuthenticationOf } from './client-authentication.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = [
  { algorithm: 'ES256', kid: 'first', privateKey: ec.privateKey },
  { algorithm: 'RS256', kid: 'second', privateKey: rsa.privateKey },
]
const organization = { key: 'an organization', issuer: 'https://id.example.com/identity' }
const issuer = 'https://login.example.com'
const ofTenants = 'https://login.microsoftonline.com/{tenantid}/v2.0'

/** What the client sends to the token endpoint */
async function sent(oidc: Record<string, string>, secret: string | null = null, metadataIssuer = issuer) {
  const parts = { vault: { decrypt: () => secret }, signingKeyDirectory: { find: async () => ({ keys }) } }
  const provider = { key: 'a provider', clientSecretEncrypted: secret, oidc: { clientId: 'portico', ...oidc } }
  const metadata = { issuer: metadataIssuer, token_endpoint: `${issuer}/token` }
  const prove = await clientAuthenticationOf(parts as never, organization, provider as never, metadata as never)
  const [body, headers] = [new URLSearchParams(), new Headers()]
  await prove(metadata as never, { client_id: 'portico' }, body, headers)
  return { body: Object.fromEntries(body), authorization: headers.get('authorization') }
}

test('a provider that asks for client_secret_basic gets the secret in the header alone', async () => {
  const basic = await sent({ clientAuthenticationMethod: 'client_secret_basic' }, 'secret')
  assert.equal(basic.authorization, `Basic ${Buffer.from('portico:secret').toString('base64')}`)
  assert.deepEqual(basic.body, {})
  const post = await sent({ clientAuthenticationMethod: 'client_secret_post' }, 'secret')
  assert.deepEqual(post, { body: { client_id: 'portico', client_secret: 'secret' }, authorization: null })
})

test('no RSA key signs that is so long that it takes seconds', async () => {
  const part = (bytes: number): string => Buffer.alloc(bytes, 0xff).toString('base64url')
  const factors = Object.fromEntries(['p', 'q', 'dp', 'dq', 'qi'].map((name) => [name, part(513)]))
  const key = { kty: 'RSA', n: part(1_025), e: 'AQAB', d: part(1_025), ...factors }
  const settings = { clientAuthenticationMethod: 'private_key_jwt' }
  await assert.rejects(sent(settings, JSON.stringify(key)), /private key \(PEM or JWK\).*8192 bits/)
})

test('the own key signs by the algorithm that is chosen, for the issuer or, of many tenants, the token endpoint', async () => {
  const clientAuthenticationMethod = 'private_key_jwt'
  const headerOf = async (more = {}, secret: string | null = null) => {
    const { body } = await sent({ clientAuthenticationMethod, ...more }, secret)
    const { alg, kid } = decodeProtectedHeader(body.client_assertion ?? '')
    return [alg, kid]
  }
  assert.deepEqual(await headerOf(), ['ES256', 'first'])
  assert.deepEqual(await headerOf({ clientAssertionSigningAlgorithm: 'RS256' }), ['RS256', 'second'])
  await assert.rejects(headerOf({ clientAssertionSigningAlgorithm: 'ES512' }), /no signing key for ES512/)
  const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  assert.deepEqual(await headerOf({}, pem), ['RS256', undefined])
  const jwk = JSON.stringify({ ...ec.privateKey.export({ format: 'jwk' }), kid: 'given' })
  assert.deepEqual(await headerOf({}, jwk), ['ES256', 'given'])

  for (const method of [clientAuthenticationMethod, 'client_secret_jwt']) {
    const secret = method === 'client_secret_jwt' ? 'a secret of 32 characters or more' : null
    for (const clientAssertionSigningAlgorithm of secret ? ['HS256', 'HS512'] : ['ES256']) {
      const oidc = { clientAuthenticationMethod: method, clientAssertionSigningAlgorithm }
      for (const [of, audience] of [
        [issuer, issuer],
        [ofTenants, `${issuer}/token`],
      ] as const) {
        const { body } = await sent(oidc, secret, of)
        assert.equal(decodeJwt(body.client_assertion ?? '').aud, audience)
        assert.equal(decodeProtectedHeader(body.client_assertion ?? '').alg, clientAssertionSigningAlgorithm)
      }
    }
  }
})
