import assert from 'node:assert/strict'
import { type KeyObject, sign } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { createSigningKey } from '@portico/testing/authorization-server.ts'
import { Browser } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { configurationOf, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { type Configuration, tokenIntrospection } from 'openid-client'
import { updateRelyingParty } from '../../../modules/relying-parties/registrations/update-relying-party.ts'

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** The last letter of 64 bytes has four bits that count for nothing. */
const nextLetter = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 1)
const decoded = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())

describe('An access token of an application', () => {
  let server: TestServer
  const clock = testClock()
  let user: { key: string; email: string; password: string }
  let registered: Awaited<ReturnType<typeof registerApplication>>
  let one: Configuration
  let token: string
  let own: KeyObject

  before(async () => {
    server = await startTestServer({ engine: anyEngine, clock })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
    registered = await registerApplication(server, { accessTokenMinutes: 60 })
    one = await configurationOf(server, registered)
    token = (await signInAt(one, new Browser(server.url), user)).access_token
    const { keys } = await server.context.signingKeyDirectory.find(server.organizationKey)
    own = keys.find(({ kid }) => kid === headerOf().kid)?.privateKey ?? assert.fail('the key is not known')
  })

  const headerOf = () => decoded(token.split('.')[0])
  const claimsOf = () => decoded(token.split('.')[1])
  const signed = (header: object, claims: object, key = own): string => {
    const content = `${encoded(header)}.${encoded(claims)}`
    const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' })
    return `${content}.${signature.toString('base64url')}`
  }
  /** What userinfo and introspection, the two who are asked, say of it */
  const isTaken = async (text: string): Promise<boolean> => {
    const { status } = await send(server.url, 'GET', '/identity/userinfo', { token: text })
    const { active } = await tokenIntrospection(one, text)
    assert.equal(status === 200, active, text)
    assert.ok(status === 200 || status === 401)
    return active
  }

  test('counts as it was issued, and not with another content, signature or header', async () => {
    assert.equal(await isTaken(token), true)
    const [header = '', payload = '', signature = ''] = token.split('.')
    assert.equal(await isTaken(signed(headerOf(), claimsOf())), true, 'the test signs as Portico does')
    const other = await createPasswordUser(server)
    const thief = createSigningKey('ES256').privateKey
    const forged = [
      `${header}.${encoded({ ...claimsOf(), sub: other.key })}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))}`,
      `${header}.${payload}.${signature}.`,
      `${token}.${signature}`,
      // The same bytes in other spellings
      ...['=', '==', '~', '~'.repeat(10_000)].map((more) => token + more),
      `${token.slice(0, -1)}~${token.slice(-1)}`,
      `${header}.${payload}.${signature.replace(/.$/, (letter) => nextLetter(letter))}`,
      signed(headerOf(), claimsOf(), thief),
      `${encoded({ ...headerOf(), alg: 'none' })}.${payload}.`,
      `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      signed({ ...headerOf(), typ: 'JWT' }, claimsOf()),
      signed({ ...headerOf(), kid: 'another' }, claimsOf()),
      signed({ ...headerOf(), jwk: createSigningKey('ES256').publicJwk }, claimsOf(), thief),
    ]
    for (const text of forged) assert.equal(await isTaken(text), false, text)
  })

  test('counts for its issuer, its user and its session alone, until it expires', async () => {
    const other = await createPasswordUser(server)
    const now = Math.floor(clock.now() / 1_000)
    for (const changed of [
      { iss: 'https://elsewhere.example/identity' },
      { sub: other.key },
      { sub: server.organizationKey },
      { sid: undefined },
      { sid: 'no session' },
      { exp: now - 1 },
      { client_id: `rp_${'0'.repeat(32)}` },
      { aud: `${server.context.publicUrl()}/api` },
      { aud: 'https://orders.example.com' },
    ])
      assert.equal(await isTaken(signed(headerOf(), { ...claimsOf(), ...changed })), false, JSON.stringify(changed))
    clock.advance(61 * 60_000)
    assert.equal(await isTaken(token), false)
    clock.advance(-61 * 60_000)
    assert.equal(await isTaken(token), true)
  })

  test('ends with the activity of its application', async () => {
    assert.equal(await isTaken(token), true)
    await updateRelyingParty(server.context, server.system, registered.key, { isActive: false })
    assert.equal((await send(server.url, 'GET', '/identity/userinfo', { token })).status, 401)
  })
})
