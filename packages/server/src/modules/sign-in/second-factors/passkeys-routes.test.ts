import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { type SoftwarePasskey, softwarePasskey } from '@portico/testing/software-passkey.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { checkPasskey, passkeyRequestOptions } from './check-passkey.ts'

const passkeys = '/portal/account/passkeys'
const from = { address: '192.0.2.7', traceId: null }

onBothEngines('passkeys', (engine) => {
  let server: TestServer
  let clock: TestClock
  let origin: string
  const site = () => ({ key: server.organizationKey, origin })

  const signedIn = async (): Promise<SignedIn> => {
    const { key } = await createPasswordUser(server)
    return sessionOf(server, server.organizationKey, key)
  }
  const add = async (member: SignedIn, passkey: SoftwarePasskey, more = {}, name = 'Laptop') => {
    const { body: options } = await member.send('POST', `${passkeys}/options`)
    return member.send('POST', passkeys, { body: { name, response: passkey.registration(options, more) } })
  }
  const added = async (): Promise<{ member: SignedIn; passkey: SoftwarePasskey; key: string }> => {
    const member = await signedIn()
    const passkey = softwarePasskey({ origin, userKey: member.userKey })
    const { status, body, text } = await add(member, passkey)
    assert.equal(status, 201, text)
    return { member, passkey, key: body.key }
  }
  const signIn = async (passkey: SoftwarePasskey, more = {}) => {
    const { options, challenge } = await passkeyRequestOptions(server.context, site())
    const response = passkey.assertion(options, more)
    const { key: userKey } = await checkPasskey(server.context, site(), { challenge, response }, from)
    return { userKey }
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    origin = server.context.publicUrl()
  })

  test('a member adds one and signs in with it', async () => {
    const { member, passkey, key } = await added()
    assert.deepEqual(await signIn(passkey), { userKey: member.userKey })
    const { body } = await member.send('GET', passkeys)
    assert.deepEqual(body.results, [
      { key, name: 'Laptop', createdAt: body.results[0].createdAt, lastUsedAt: new Date(clock.now()).toISOString() },
    ])
  })

  test('the browser is asked for a discoverable one and for a verified user, of this host', async () => {
    const { member } = await added()
    const { body: options } = await member.send('POST', `${passkeys}/options`)
    assert.deepEqual([options.rp.id, options.rp.name], [new URL(origin).hostname, 'Portico'])
    const { residentKey, userVerification } = options.authenticatorSelection
    assert.deepEqual([residentKey, userVerification], ['required', 'required'])
    assert.equal(options.excludeCredentials.length, 1)
    const { options: request } = await passkeyRequestOptions(server.context, site())
    assert.deepEqual([request.rpId, request.userVerification], [new URL(origin).hostname, 'required'])
    assert.deepEqual(request.allowCredentials ?? [], [])
  })

  test('refuses to add an answer to another site, to another session or to no request', async () => {
    const member = await signedIn()
    const passkey = softwarePasskey({ origin, userKey: member.userKey })
    for (const more of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isVerified: false }]) {
      assertProblem(await add(member, passkey, more), 'passkey_refused')
    }
    const { body: options } = await member.send('POST', `${passkeys}/options`)
    const body = { name: 'x', response: passkey.registration(options) }
    const other = await sessionOf(server, server.organizationKey, member.userKey)
    assertProblem(await other.send('POST', passkeys, { body }), 'passkey_refused')
    assert.equal((await member.send('POST', passkeys, { body })).status, 201)
    assertProblem(await member.send('POST', passkeys, { body }), 'passkey_refused')

    const { body: late } = await member.send('POST', `${passkeys}/options`)
    clock.advance(5 * 60_000)
    const response = softwarePasskey({ origin, userKey: member.userKey }).registration(late)
    assertProblem(await member.send('POST', passkeys, { body: { name: 'late', response } }), 'passkey_refused')
    for (const nonsense of [{}, { response: { clientDataJSON: 'x' } }, { response: { clientDataJSON: 7 } }]) {
      assertProblem(await member.send('POST', passkeys, { body: { name: 'x', response: nonsense } }), 'passkey_refused')
    }
    assertProblem(await add(member, passkey), 'passkey_refused', 'added before')
  })

  test('refuses to sign in with a forged, a foreign, an unverified or a repeated answer', async () => {
    const { passkey, member } = await added()
    for (const more of [
      { isForged: true },
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { isVerified: false },
      { userHandle: '' },
      { userHandle: Buffer.alloc(16).toString('base64url') },
    ]) {
      assert.equal((await refusalOf(signIn(passkey, more))).problem, 'sign_in_failed', JSON.stringify(more))
    }
    const { options, challenge } = await passkeyRequestOptions(server.context, site())
    const response = passkey.assertion(options)
    const check = (text: string, given: unknown) =>
      refusalOf(checkPasskey(server.context, site(), { challenge: { ...challenge, text }, response: given }, from))
    assert.equal((await check('another-challenge', response)).problem, 'sign_in_failed')
    for (const nonsense of [null, 7, {}, { id: 'x' }, { ...response, response: {} }]) {
      assert.equal((await check(challenge.text, nonsense)).problem, 'sign_in_failed')
    }
    const unknown = softwarePasskey({ origin, userKey: member.userKey })
    assert.equal((await refusalOf(signIn(unknown))).problem, 'sign_in_failed')
    await server.context.securityEvents.flush()
    const { results } = await listAuditEntries(server.context, server.system, { result: ['Failure'] })
    const failed = results.filter(
      ({ action, entity }) => action === 'user.sign-in-failed' && entity.key === member.userKey,
    )
    assert.equal(
      failed.reduce((sum, { occurrences }) => sum + occurrences, 0),
      8,
    )
  })

  test('refuses a counter that does not go up: the passkey was copied', async () => {
    const { passkey } = await added()
    await signIn(passkey, { counter: 5 })
    for (const counter of [5, 4, 0]) {
      assert.equal((await refusalOf(signIn(passkey, { counter }))).problem, 'sign_in_failed')
    }
    await signIn(passkey, { counter: 6 })
    const both = await Promise.allSettled([signIn(passkey, { counter: 7 }), signIn(passkey, { counter: 7 })])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })

  test('signs in after the clock was set back, though its user had other credentials since', async () => {
    const { passkey, member } = await added()
    const day = 86_400_000
    clock.advance(day)
    await startCredentialsEpoch(server.context, server.organizationKey, member.userKey)
    clock.advance(-day)
    assert.deepEqual(await signIn(passkey), { userKey: member.userKey })
  })

  test('reads no more of an answer than a passkey gives', async () => {
    const { passkey, member } = await added()
    assert.equal((await refusalOf(signIn(passkey, { extension: 10_000 }))).problem, 'sign_in_failed')
    assert.deepEqual(await signIn(passkey, { extension: 500 }), { userKey: member.userKey })
  })

  test('does not sign in an inactive user, nor after it is removed', async () => {
    const { passkey, member, key } = await added()
    await updateUser(server.context, server.system, member.userKey, { isActive: false })
    assert.equal((await refusalOf(signIn(passkey))).problem, 'sign_in_failed')
    await updateUser(server.context, server.system, member.userKey, { isActive: true })
    const again = await sessionOf(server, server.organizationKey, member.userKey)
    const other = await signedIn()
    assertProblem(await other.send('DELETE', `${passkeys}/${key}`), 'passkey_not_found')
    assertProblem(await other.send('PATCH', `${passkeys}/${key}`, { body: { name: 'Mine' } }), 'passkey_not_found')
    assert.equal((await again.send('PATCH', `${passkeys}/${key}`, { body: { name: 'Old laptop' } })).status, 204)
    assert.equal((await again.send('DELETE', `${passkeys}/${key}`)).status, 204)
    assert.equal((await refusalOf(signIn(passkey))).problem, 'sign_in_failed')
  })

  test('what is said of who made one is not looked at', async () => {
    for (const format of ['apple', 'android-key', 'packed', 'tpm', 'of the future']) {
      const member = await signedIn()
      const passkey = softwarePasskey({ origin, userKey: member.userKey })
      const attestation = { format, certificates: [Buffer.from('no certificate')] }
      assert.equal((await add(member, passkey, { attestation })).status, 201, format)
      assert.deepEqual(await signIn(passkey), { userKey: member.userKey })
    }
  })

  test('are renamed in the audit trail as well, once', async () => {
    const { member, key } = await added()
    for (const name of ['Old laptop', 'Old laptop']) {
      assert.equal((await member.send('PATCH', `${passkeys}/${key}`, { body: { name } })).status, 204)
    }
    const { results } = await listAuditEntries(server.context, server.system, {})
    const renamed = results.filter(
      ({ action, entity }) => action === 'passkey.updated' && entity.key === member.userKey,
    )
    assert.deepEqual(
      renamed.map(({ newValues }) => newValues),
      [{ name: 'Old laptop' }],
    )
  })

  test('no more is stored of one than a passkey has', async () => {
    const rowsOf = (member: SignedIn) =>
      server.context.database.db.selectFrom('passkeys').selectAll().where('user_key', '=', member.userKey).execute()
    const member = await signedIn()
    const send = async (passkey: SoftwarePasskey, transports: unknown, more = {}) => {
      const { body: options } = await member.send('POST', `${passkeys}/options`)
      const { response, ...envelope } = passkey.registration(options, more) as { response: object }
      const body = { name: 'Laptop', response: { ...envelope, response: { ...response, transports } } }
      return (await member.send('POST', passkeys, { body })).status
    }
    const small = () => softwarePasskey({ origin, userKey: member.userKey })
    for (const transports of [
      ['usb', 'x'.repeat(20_000), 7, { a: [] }, 'usb'],
      'x'.repeat(20_000),
      { usb: 'usb' },
      null,
    ])
      assert.equal(await send(small(), transports), 201)
    const kept = (await rowsOf(member)).map((row) => row.transports)
    assert.ok(
      kept.every((text) => text !== null && text.length < 30),
      String(kept).slice(0, 300),
    )
    const large = softwarePasskey({ origin, userKey: member.userKey, padding: 5_000 })
    const longId = softwarePasskey({ origin, userKey: member.userKey, idLength: 5_000 })
    assert.deepEqual([await send(large, ['internal']), await send(longId, ['internal'])], [400, 400])
    assert.equal(await send(small(), [], { extension: 10_000 }), 400)
    assert.equal(await send(small(), 'x'.repeat(33_000)), 413)
    assert.equal((await rowsOf(member)).length, 4)
  })

  test('a member changes so much in a minute: each change is in the audit trail', async () => {
    const { member, key } = await added()
    const rename = (by: SignedIn, n: number) =>
      by.send('PATCH', `${passkeys}/${key}`, { body: { name: `Laptop ${n}` } })
    const statuses: number[] = []
    for (let n = 0; n < 110; n++) statuses.push((await rename(member, n)).status)
    assert.equal(statuses.filter((status) => status === 204).length, 98)
    assertProblem(await rename(member, 110), 'account_limited')
    assert.equal((await member.send('GET', passkeys)).status, 200)
    const another = await sessionOf(server, server.organizationKey, member.userKey)
    assert.equal((await rename(another, 111)).status, 204)
    clock.advance(60_000)
    assert.equal((await rename(member, 112)).status, 204)
  })

  test('are for members who are signed in, from the pages of the portal', async () => {
    const { call } = await server.caller('Manage users')
    assert.equal((await call('GET', passkeys)).status, 403)
    const { member } = await added()
    const { status } = await member.send('POST', `${passkeys}/options`, { headers: { 'x-csrf-token': 'x' } })
    assert.equal(status, 403)
  })
})
