import assert from 'node:assert/strict'
import { createHash, createHmac, createPublicKey } from 'node:crypto'
import { before, beforeEach, describe, test } from 'node:test'
import { createSigningKey } from '@portico/testing/authorization-server.ts'
import { outgoingHere } from '@portico/testing/outgoing-here.ts'
import { type ScriptedOidcProvider, startScriptedProvider } from '@portico/testing/scripted-oidc-provider.ts'
import { testClock } from '@portico/testing/server.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { testVault } from '@portico/testing/vault.ts'
import { jwtVerify, SignJWT } from 'jose'
import { unconfigured } from '../../directory/identity-providers/create-identity-provider.ts'
import { oidcAfter } from '../../directory/identity-providers/oidc-configuration.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { beginOidcSignIn } from './begin-oidc-sign-in.ts'
import { finishOidcSignIn } from './finish-oidc-sign-in.ts'
import type { ProviderClientParts } from './open-provider-client.ts'
import { createProviderDocuments } from './provider-documents.ts'
import { type FaultKind, ProviderFault } from './provider-fault.ts'

const organization = { key: 'organization', issuer: 'https://org.example/identity', baseUrl: 'https://org.example' }
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('The answer of an external OpenID provider', () => {
  const clock = testClock()
  const vault = testVault()
  const own = createSigningKey('ES256', 'own')
  let idp: ScriptedOidcProvider
  let parts: ProviderClientParts

  before(async () => {
    idp = await startScriptedProvider()
  })
  beforeEach(() => {
    const config = testConfig({ outgoingAllowedNetworks: ['127.0.0.1'] })
    const base = { db: {} as never, clock, config, vault, outgoing: outgoingHere(config) }
    const signingKeyDirectory = { find: async () => ({ keys: [own], until: Number.POSITIVE_INFINITY }) } as never
    parts = { ...base, signingKeyDirectory, providerDocuments: createProviderDocuments(base) }
    idp.answers = {}
    idp.claims = {}
    idp.asked = {}
  })

  const provider = (
    oidc: Parameters<typeof oidcAfter>[1] = {},
    more: Partial<StoredIdentityProvider> = {},
  ): StoredIdentityProvider => {
    const row = { organization_key: organization.key, key: 'provider' }
    const { clientSecret = 'a secret that is long enough for HS256', ...others } = oidc
    const given = { discoveryUrl: idp.issuer, clientId: 'portico', ...others }
    return {
      ...unconfigured,
      key: 'provider',
      name: 'Acme',
      type: 'OIDC',
      oidc: oidcAfter(null, clientSecret === null ? given : { ...given, clientSecret }),
      clientSecretEncrypted:
        clientSecret === null ? null : vault.encrypt('identity_providers.client_secret_encrypted', row, clientSecret),
      ...more,
    }
  }
  /** The whole way. The provider's claims have the nonce that was sent, unless the test says otherwise. */
  const signIn = async (from = provider(), answer: Record<string, string> = {}, isAskedAnew = false) => {
    const begun = { uid: 'uid', email: undefined, isAskedAnew }
    const { url, pending } = await beginOidcSignIn(parts, organization, from, begun)
    const asked = new URL(url).searchParams
    const nonce = asked.get('nonce')
    const { claims } = idp
    idp.claims = { ...(nonce !== null && { nonce }), ...claims }
    const query = new URLSearchParams({ code: 'code', state: pending.state, ...answer })
    try {
      return { identity: await finishOidcSignIn(parts, organization, from, pending, query), asked }
    } finally {
      idp.claims = claims
    }
  }
  const refused = (kind: FaultKind, words: RegExp, from?: StoredIdentityProvider, answer?: Record<string, string>) =>
    assert.rejects(signIn(from, answer), (error) => {
      assert.ok(error instanceof ProviderFault, String(error))
      assert.equal(error.kind, kind, `${error.message} ${error.detail}`)
      assert.match(`${error.message} ${error.detail}`, words)
      assert.ok(error.detail.length <= 500, 'for the log')
      return true
    })
  const tokenAnswer = (idToken: string, more = {}) => ({
    access_token: 'an access token',
    token_type: 'Bearer',
    id_token: idToken,
    ...more,
  })

  test('tells who it is, by the names that the settings give', async () => {
    idp.claims = {
      email: 'ada@acme.example',
      email_verified: true,
      amr: ['pwd', 'mfa'],
      sid: 's1',
      display: 'Ada',
      groups: ['a'],
    }
    const { identity } = await signIn(
      provider({}, { tokenNormalizations: [{ normalClaim: 'name', foreignClaim: 'display' }] }),
    )
    const { subject, name, email, isEmailVerified, hasSecondFactor, claims, session } = identity
    assert.deepEqual(
      [subject, name, email, isEmailVerified, hasSecondFactor],
      ['somebody', 'Ada', 'ada@acme.example', true, true],
    )
    assert.deepEqual([claims.groups, session?.type === 'OIDC' && session.sid], [['a'], 's1'])
    assert.equal(idp.tokenRequest.get('redirect_uri'), 'https://org.example/portal/providers/callback/provider')
  })

  test('is refused where a sign-in of this moment was asked for, and it is an old one', async () => {
    const now = Math.floor(Date.now() / 1_000)
    for (const auth_time of [undefined, now, now - 300]) {
      idp.claims = { auth_time }
      const { asked } = await signIn(provider(), {}, true)
      assert.equal(asked.get('max_age'), '60')
    }
    idp.claims = { auth_time: now - 3_600 }
    await assert.rejects(signIn(provider(), {}, true), { kind: 'not-valid' })
    assert.equal((await signIn()).asked.get('max_age'), null)
  })

  test('is refused where a claim does not fit', async () => {
    const wrong: [Record<string, unknown>, RegExp][] = [
      [{ iss: 'https://evil.example' }, /iss/],
      [{ aud: 'another client' }, /aud/],
      [{ aud: ['portico', 'another'] }, /aud/],
      [{ aud: ['portico', 'another'], azp: 'another' }, /azp/],
      [{ aud: [] }, /aud/],
      [{ exp: Math.floor(Date.now() / 1_000) - 60 }, /exp/],
      [{ exp: undefined }, /exp/],
      [{ iat: undefined }, /iat/],
      [{ nbf: Math.floor(Date.now() / 1_000) + 120 }, /nbf/],
      [{ nonce: undefined }, /nonce/],
      [{ nonce: 'of another sign-in' }, /nonce/],
      [{ sub: undefined }, /sub/],
      [{ sub: 7 }, /sub/],
      [
        { at_hash: createHash('sha256').update('another token').digest().subarray(0, 16).toString('base64url') },
        /at_hash/,
      ],
      [{ at_hash: 7 }, /at_hash/],
    ]
    for (const [claims, words] of wrong) {
      idp.claims = claims
      await refused('not-valid', words)
    }
    idp.claims = {
      at_hash: createHash('sha256').update('an access token').digest().subarray(0, 16).toString('base64url'),
    }
    assert.equal((await signIn()).identity.subject, 'somebody')
  })

  test('is refused without a signature that only the provider can have made', async () => {
    const now = Math.floor(Date.now() / 1_000)
    const payload = { iss: idp.issuer, sub: 'somebody', aud: 'portico', iat: now, exp: now + 300 }
    const published = JSON.parse(
      JSON.stringify(((await (await fetch(`${idp.issuer}/jwks`)).json()) as { keys: object[] }).keys[0]),
    )
    const publicPem = String(createPublicKey({ key: published, format: 'jwk' }).export({ type: 'spki', format: 'pem' }))
    const foreign = createSigningKey('ES256', 'first')
    const hmac = (secret: string, head: object, claims: object) => {
      const text = `${encoded(head)}.${encoded(claims)}`
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
    }
    const forge: Record<string, (claims: object) => Promise<string> | string> = {
      none: (claims) => `${encoded({ alg: 'none' })}.${encoded(claims)}.`,
      None: (claims) => `${encoded({ alg: 'None' })}.${encoded(claims)}.`,
      'the public key as a secret': (claims) => hmac(publicPem, { alg: 'HS256', kid: 'first' }, claims),
      'the client secret': (claims) => hmac('a secret that is long enough for HS256', { alg: 'HS256' }, claims),
      'another key by the same kid': (claims) =>
        new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'first' }).sign(foreign.privateKey),
      'a key in the head': (claims) =>
        new SignJWT({ ...claims })
          .setProtectedHeader({ alg: 'ES256', jwk: foreign.publicJwk as never })
          .sign(foreign.privateKey),
      'an unknown kid': (claims) =>
        new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: '../jwks' }).sign(foreign.privateKey),
      'other claims under a sound signature': async (claims) => {
        const [head, , signature] = (await idp.sign({ ...claims, sub: 'me' })).split('.')
        return `${head}.${encoded(claims)}.${signature}`
      },
      'no text at all': () => '',
      'two parts': (claims) => `${encoded({ alg: 'ES256' })}.${encoded(claims)}`,
      'an extension that must be understood': (claims) =>
        `${encoded({ alg: 'ES256', kid: 'first', crit: ['x'], x: 1 })}.${encoded(claims)}.AAAA`,
    }
    for (const [what, forged] of Object.entries(forge)) {
      const from = provider({ suppressNonceVerification: true })
      idp.answers = { '/token': tokenAnswer(await forged(payload)) }
      await assert.rejects(signIn(from), (error) => error instanceof ProviderFault && error.kind === 'not-valid', what)
    }
  })

  test('follows keys that the provider rotates, and asks for unknown ones rarely', async () => {
    await signIn()
    await signIn()
    assert.equal(idp.asked['/jwks'], 1)
    assert.equal(idp.asked['/.well-known/openid-configuration'], 1)
    await idp.addKey('second')
    // So soon, it is a stranger who makes the server ask.
    await refused('not-valid', /key/)
    assert.equal(idp.asked['/jwks'], 1)
    clock.advance(11_000)
    await signIn()
    assert.equal(idp.asked['/jwks'], 2)
    await idp.addKey('third', 'RS256')
    clock.advance(11_000)
    assert.equal((await signIn()).identity.subject, 'somebody')
    await idp.addKey('fourth')
    clock.advance(-86_400_000)
    assert.equal((await signIn()).identity.subject, 'somebody', 'the clock was set back')
  })

  test('of keys, only what signatures are checked with is looked at', async () => {
    idp.claims = {}
    const { keys } = (await (await fetch(`${idp.issuer}/jwks`)).json()) as { keys: object[] }
    const nested = JSON.parse(`${'['.repeat(20)}${']'.repeat(20)}`)
    const publish = (members: object) => {
      idp.answers = { '/jwks': { keys: keys.map((key) => ({ ...key, ...members })) } }
      parts = { ...parts, providerDocuments: createProviderDocuments(parts) }
    }
    publish({ x5c: nested, ext: nested, use: undefined, key_ops: ['verify'], 'a member': nested })
    assert.equal((await signIn()).identity.subject, 'somebody')
    const long = 'A'.repeat(2_000)
    const odd = [{ n: nested, x: nested }, { e: long, crv: {} }, { n: long, y: long }, { kty: nested }]
    for (const members of [...odd, { key_ops: { verify: true } }, { key_ops: ['sign'] }]) {
      publish(members)
      await refused('incomplete', /no key/)
    }
  })

  test('documents that are made to take long are not read', async () => {
    for (const path of ['/jwks', '/.well-known/openid-configuration'] as const) {
      for (const odd of ['['.repeat(100_000), `[${'{},'.repeat(30_000)}0]`]) {
        idp.answers[path] = (response) => response.end(`{"odd":${odd}}`)
        parts = { ...parts, providerDocuments: createProviderDocuments(parts) }
        await refused('not-json', /nested more than 32 levels|more than 25000 values/)
      }
    }
  })

  test('userinfo has to be about the same person, and what is signed counts more', async () => {
    idp.claims = { email: 'ada@acme.example' }
    idp.answers = { '/userinfo': { sub: 'somebody else', email: 'root@acme.example' } }
    await refused('not-valid', /sub/)
    idp.answers = { '/userinfo': { sub: 'somebody', email: 'root@acme.example', name: 'Ada' } }
    const { identity } = await signIn()
    assert.deepEqual([identity.email, identity.name], ['ada@acme.example', 'Ada'])
  })

  test('an e-mail is verified where that is said beside it, in the ID token or in userinfo', async () => {
    const [ada, root] = ['ada@acme.example', 'root@acme.example']
    const cases: [claims: object, userInfo: object, email: string, isVerified: boolean][] = [
      [{ email: ada, email_verified: true }, {}, ada, true],
      [{ email: ada }, { email: ada, email_verified: true }, ada, true],
      [{}, { email: ada, email_verified: true }, ada, true],
      [{ email: ada, email_verified: true }, { email: root, email_verified: false }, ada, true],
      [{ email: root }, { email: ada, email_verified: true }, root, false],
      [{ email: root, email_verified: false }, { email: root, email_verified: true }, root, false],
      [{ email_verified: true }, { email: root }, root, false],
    ]
    for (const [claims, userInfo, email, isVerified] of cases) {
      idp.claims = { ...claims }
      idp.answers = { '/userinfo': { sub: 'somebody', ...userInfo } }
      const { identity } = await signIn()
      const what = JSON.stringify([claims, userInfo])
      assert.deepEqual([identity.email, identity.isEmailVerified], [email, isVerified], what)
    }
    idp.claims = { upn: root, email: ada, email_verified: true }
    idp.answers = { '/userinfo': { sub: 'somebody', upn: ada, checked: true } }
    const named = ([normalClaim, foreignClaim]: string[]) => ({ normalClaim: normalClaim ?? '', foreignClaim })
    const tokenNormalizations = [
      ['email', 'upn'],
      ['email_verified', 'checked'],
    ].map(named) as never
    const { identity } = await signIn(provider({}, { tokenNormalizations }))
    assert.deepEqual([identity.email, identity.isEmailVerified], [root, false])
  })

  test('answers that are slow, endless or no answers are given up', async () => {
    idp.answers = { '/token': (response) => response.writeHead(502).end('<html>') }
    await refused('unreachable', /502/)
    idp.answers = { '/token': (response) => response.setHeader('content-type', 'text/html').end('<html>') }
    await refused('not-json', /JSON/)
    idp.answers = { '/token': (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end() }
    await refused('refused', /302/)
    idp.answers = { '/token': tokenAnswer('x'.repeat(300_000)) }
    await refused('unreachable', /more than is read/)
    idp.answers = {
      '/token': (response) =>
        void response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
    }
    await refused('credentials-refused', /invalid_client/)
    const long = JSON.stringify({ error: 'server_error', error_description: 'x'.repeat(100_000) })
    idp.answers = {
      '/token': (response) => void response.writeHead(400, { 'content-type': 'application/json' }).end(long),
    }
    await refused('unreachable', /server_error.* x{500}$/)
    idp.answers = { '/token': { access_token: 'only', token_type: 'Bearer' } }
    await refused('not-valid', /id_token/)
    idp.answers = { '/jwks': (response) => response.destroy() }
    idp.asked = {}
    parts = { ...parts, providerDocuments: createProviderDocuments(parts) }
    await refused('unreachable', /cannot be reached/)
    // Nobody else waits for it for a while.
    await refused('unreachable', /cannot be reached/)
    assert.equal(idp.asked['/jwks'], 1)
    idp.answers = {}
    clock.advance(-86_400_000)
    assert.equal((await signIn()).identity.subject, 'somebody', 'the clock was set back')
  })

  test('errors of the provider are no sign-in, and count only with the right state', async () => {
    await refused('denied', /access_denied/, provider(), { error: 'access_denied', error_description: '<script>' })
    await refused('unreachable', /temporarily_unavailable/, provider(), { error: 'temporarily_unavailable' })
    await refused('refused', /of another name/, provider(), { error: '<script>alert(1)</script>' })
    await refused('not-valid', /state/, provider(), { error: 'access_denied', state: 'another' })
    await refused('not-valid', /iss/, provider(), { iss: 'https://evil.example' })
  })

  test('the issuer of the answer must be named by a provider that says so (RFC 9207)', async () => {
    const { metadata } = idp
    idp.metadata = { ...metadata, authorization_response_iss_parameter_supported: true }
    try {
      await refused('not-valid', /iss/)
      assert.equal((await signIn(provider(), { iss: idp.issuer })).identity.subject, 'somebody')
    } finally {
      idp.metadata = metadata
    }
  })

  test('Entra ID for several tenants: the issuer is that of the tenant of the person', async () => {
    const { metadata } = idp
    const tenant = '11111111-2222-3333-4444-555555555555'
    idp.metadata = { ...metadata, issuer: `${idp.issuer}/{tenantid}/v2.0` }
    try {
      const many = provider({ discoveryUrl: `${idp.issuer}/.well-known/openid-configuration` })
      idp.claims = { tid: tenant, iss: `${idp.issuer}/${tenant}/v2.0` }
      assert.equal((await signIn(many)).identity.subject, 'somebody')
      idp.claims = { tid: 'another', iss: `${idp.issuer}/${tenant}/v2.0` }
      await refused('not-valid', /iss/, many)
      idp.claims = { iss: `${idp.issuer}/{tenantid}/v2.0` }
      await refused('not-valid', /./, many)
      // One tenant alone
      const one = provider({ issuer: `${idp.issuer}/${tenant}/v2.0` })
      idp.claims = { tid: tenant, iss: `${idp.issuer}/${tenant}/v2.0` }
      assert.equal((await signIn(one)).identity.subject, 'somebody')
      idp.claims = { tid: 'other', iss: `${idp.issuer}/other/v2.0` }
      await refused('not-valid', /iss/, one)
    } finally {
      idp.metadata = metadata
    }
  })

  test('the client proves who it is as the settings say', async () => {
    const assertionOf = async (oidc: Parameters<typeof oidcAfter>[1]) => {
      await signIn(provider(oidc))
      return String(idp.tokenRequest.get('client_assertion'))
    }
    const key = own.publicJwk as never
    const published = await assertionOf({ clientAuthenticationMethod: 'private_key_jwt', clientSecret: null })
    const { payload } = await jwtVerify(published, createPublicKey({ key, format: 'jwk' }), { audience: idp.issuer })
    assert.deepEqual([payload.iss, payload.sub], ['portico', 'portico'])
    const given = createSigningKey('RS256', 'given')
    const clientSecret = String(given.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    // As it is, and as a field of one line leaves it
    for (const text of [clientSecret, clientSecret.replaceAll('\n', ''), clientSecret.replaceAll('\n', ' ')]) {
      const signed = await assertionOf({ clientAuthenticationMethod: 'private_key_jwt', clientSecret: text })
      await jwtVerify(signed, createPublicKey(clientSecret), { audience: idp.issuer })
    }
    for (const algorithm of ['HS256', 'HS512'] as const) {
      const secret = 'x'.repeat(64)
      const settings = {
        clientAuthenticationMethod: 'client_secret_jwt',
        clientAssertionSigningAlgorithm: algorithm,
      } as const
      const text = await assertionOf({ ...settings, clientSecret: secret })
      const { protectedHeader } = await jwtVerify(text, new TextEncoder().encode(secret), { audience: idp.issuer })
      assert.equal(protectedHeader.alg, algorithm)
    }
    // Nobody has the organization's key sign what looks like a token of the organization.
    const settings = { clientAuthenticationMethod: 'private_key_jwt', clientSecret: null } as const
    await refused('incomplete', /address of Portico/, provider({ ...settings, clientId: organization.issuer }))
    await refused('incomplete', /private key/, provider({ ...settings, clientSecret: 'no key' }))
  })

  test('Apple is asked as it wants: by form_post, with a secret that the key of the team signs', async () => {
    const key = createSigningKey('ES256', 'unused')
    const providerCustomConfig = { keyId: 'key of the team', teamId: 'the team' }
    const clientSecret = String(key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const { asked } = await signIn(provider({ providerCustomConfig, clientSecret }, { subtype: 'AppleId' }))
    assert.equal(asked.get('response_mode'), 'form_post')
    const secret = String(idp.tokenRequest.get('client_secret'))
    const { payload, protectedHeader } = await jwtVerify(secret, createPublicKey(clientSecret), {
      audience: 'https://appleid.apple.com',
    })
    assert.deepEqual([payload.iss, payload.sub, protectedHeader.kid], ['the team', 'portico', 'key of the team'])
    const others = await signIn(provider({ providerCustomConfig, clientSecret: 'as it is' }, { subtype: 'Google' }))
    assert.equal(others.asked.get('response_mode'), null)
    assert.equal(idp.tokenRequest.get('client_secret'), 'as it is')
  })

  test('PKCE, nonce and login hint are sent as the settings say', async () => {
    const plain = await signIn(provider({ pkceMethod: 'plain' }))
    assert.equal(plain.asked.get('code_challenge_method'), 'plain')
    assert.equal(idp.tokenRequest.get('code_verifier'), plain.asked.get('code_challenge'))
    const hashed = await signIn()
    const verifier = idp.tokenRequest.get('code_verifier') ?? ''
    assert.equal(createHash('sha256').update(verifier).digest('base64url'), hashed.asked.get('code_challenge'))
    idp.claims = {}
    const { asked } = await signIn(provider({ usePkce: false, suppressNonceVerification: true }))
    assert.deepEqual(
      [asked.get('code_challenge'), asked.get('nonce'), idp.tokenRequest.get('code_verifier')],
      [null, null, null],
    )
    const { url } = await beginOidcSignIn(parts, organization, provider(), { uid: 'uid', email: 'a&b@x.example' })
    assert.equal(new URL(url).searchParams.get('login_hint'), 'a&b@x.example')
  })

  test('a provider without a discovery document', async () => {
    const {
      authorization_endpoint: authorizationUrl,
      token_endpoint: tokenUrl,
      jwks_uri: jwksUrl,
      issuer,
    } = idp.metadata as Record<string, string>
    idp.claims = {}
    const from = provider({ discoveryUrl: null, authorizationUrl, tokenUrl, jwksUrl, issuer })
    assert.equal((await signIn(from)).identity.subject, 'somebody')
    assert.deepEqual([idp.asked['/.well-known/openid-configuration'], idp.asked['/userinfo']], [undefined, undefined])
  })
})
