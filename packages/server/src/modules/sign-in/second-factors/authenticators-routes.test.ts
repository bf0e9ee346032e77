import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { codeClock, codeStep } from '@portico/testing/code-clock.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeOf, createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { checkFirstFactor } from '../sign-ins/check-first-factor.ts'
import { checkAuthenticatorCode } from './check-authenticator-code.ts'

const path = '/portal/account/authenticator'
const from = { address: '192.0.2.7', traceId: null }

onBothEngines('authenticator apps', (engine) => {
  let server: TestServer
  let clock: TestClock
  const signedIn = async (): Promise<SignedIn & { email: string }> => {
    const { key, email } = await createPasswordUser(server)
    return { ...(await sessionOf(server, server.organizationKey, key)), email }
  }
  const check = (userKey: string, code: string) =>
    checkAuthenticatorCode(server.context, server.organizationKey, userKey, code, from)
  const needsCode = async ({ email }: { email: string }): Promise<boolean> =>
    (await checkFirstFactor(server.context, server.organizationKey, { email, password: goodPassword }, from)).next
      .step === 'code'
  const begin = async (member: SignedIn): Promise<string> => (await member.send('POST', path, { body: {} })).body.secret

  /** A member with a confirmed app. The code of this moment is used up. */
  const added = async () => {
    const member = await signedIn()
    const secret = await begin(member)
    const answer = await member.send('POST', `${path}/confirmation`, { body: { code: codeOf(secret, clock.now()) } })
    assert.equal(answer.status, 200, answer.text)
    return { member, secret, recoveryCodes: answer.body.recoveryCodes as string[] }
  }

  before(async () => {
    clock = codeClock()
    server = await startTestServer({ engine, clock })
  })

  test('nothing is asked for before a first code has confirmed the app', async () => {
    const member = await signedIn()
    const { body } = await member.send('POST', path, { body: {} })
    assert.match(body.uri, /^otpauth:\/\/totp\/Portico:user\d+%40example\.com\?issuer=Portico&secret=[A-Z2-7]{32}&/)
    assert.equal(await needsCode(member), false)
    const wrong = await member.send('POST', `${path}/confirmation`, { body: { code: '12345' } })
    assertProblem(wrong, 'code_wrong')
    assert.equal((await refusalOf(check(member.userKey, codeOf(body.secret, clock.now())))).problem, 'sign_in_failed')
    assert.equal(await needsCode(member), false)
    const code = codeOf(body.secret, clock.now())
    const { body: confirmed } = await member.send('POST', `${path}/confirmation`, { body: { code } })
    assert.equal(confirmed.recoveryCodes.length, 10)
    assert.equal(await needsCode(member), true)
    const { body: state } = await member.send('GET', path)
    assert.deepEqual([state.isConfirmed, state.recoveryCodesLeft], [true, 10])
    assertProblem(await member.send('POST', path, { body: {} }), 'authenticator_exists')
    assertProblem(await member.send('POST', `${path}/confirmation`, { body: { code } }), 'authenticator_exists')
  })

  test('a session alone adds no other way in: that takes a sign-in of the last quarter of an hour', async () => {
    const member = await signedIn()
    clock.advance(15 * 60_000)
    for (const asked of [path, '/portal/account/passkeys/options'])
      assertProblem(await member.send('POST', asked, { body: {} }), 'sign_in_not_recent')
    const again = await sessionOf(server, server.organizationKey, member.userKey)
    assert.equal((await again.send('POST', path, { body: {} })).status, 200)
  })

  test('a secret is confirmed within a quarter of an hour: who had a session once adds no app in a later one', async () => {
    const member = await signedIn()
    const secret = await begin(member)
    clock.advance(15 * 60_000)
    const later = await sessionOf(server, server.organizationKey, member.userKey)
    const body = { code: codeOf(secret, clock.now()) }
    assertProblem(await later.send('POST', `${path}/confirmation`, { body }), 'authenticator_missing')
    assert.equal(await needsCode(member), false)
  })

  test('a newer secret replaces one that was not confirmed', async () => {
    const member = await signedIn()
    const former = await begin(member)
    const newer = await begin(member)
    const confirm = (secret: string) =>
      member.send('POST', `${path}/confirmation`, { body: { code: codeOf(secret, clock.now()) } })
    assertProblem(await confirm(former), 'code_wrong')
    assert.equal((await confirm(newer)).status, 200)
  })

  test('a code counts once, and none before it; the clock may be half a minute off', async () => {
    const { member, secret } = await added()
    const at = (steps: number) => check(member.userKey, codeOf(secret, clock.now() + steps * codeStep))
    assert.equal((await refusalOf(at(0))).problem, 'sign_in_failed', 'it has confirmed the app')
    clock.advance(2 * codeStep)
    await at(-1)
    await at(1)
    for (const used of [-1, 0, 1, 2]) assert.equal((await refusalOf(at(used))).problem, 'sign_in_failed')
    clock.advance(10 * codeStep)
    const both = await Promise.allSettled([at(0), at(0), at(0)])
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  test('each recovery code works once, in any spelling', async () => {
    const { member, recoveryCodes } = await added()
    const [first = '', second = '', third = ''] = recoveryCodes
    await check(member.userKey, first)
    assert.equal((await refusalOf(check(member.userKey, first))).problem, 'sign_in_failed')
    await check(member.userKey, ` ${second.toUpperCase().replace('-', ' ')} `)
    const both = await Promise.allSettled([check(member.userKey, third), check(member.userKey, third)])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const { body } = await member.send('GET', path)
    assert.equal(body.recoveryCodesLeft, 7)
    const { member: other } = await added()
    assert.equal((await refusalOf(check(other.userKey, recoveryCodes[5] ?? ''))).problem, 'sign_in_failed')
  })

  test('codes are not guessed: after five wrong ones not even the right one is checked', async () => {
    const { member, secret, recoveryCodes } = await added()
    clock.advance(codeStep)
    const refusals = await Promise.all(Array.from({ length: 20 }, () => refusalOf(check(member.userKey, 'abcdef'))))
    assert.equal(refusals.filter(({ problem }) => problem === 'sign_in_failed').length, 5)
    for (const right of [codeOf(secret, clock.now()), recoveryCodes[0] ?? '']) {
      const refusal = await refusalOf(check(member.userKey, right))
      assert.deepEqual([refusal.problem, refusal.headers['retry-after']], ['sign_in_locked', '5'])
    }
    const credentials = { email: member.email, password: goodPassword }
    await checkFirstFactor(server.context, server.organizationKey, credentials, from)
    assert.equal(
      (await refusalOf(check(member.userKey, 'abcdef'))).problem,
      'sign_in_locked',
      'the right password does not give new attempts',
    )
    clock.advance(codeStep)
    await check(member.userKey, codeOf(secret, clock.now()))
  })

  test('is removed with the password or a code, not with the session alone', async () => {
    const { member, recoveryCodes } = await added()
    const remove = (body: object) => member.send('DELETE', path, { body })
    assert.equal((await remove({})).status, 400)
    assert.equal((await remove({ password: goodPassword, code: '1' })).status, 400)
    assertProblem(await remove({ password: 'wrong' }), 'password_wrong')
    assertProblem(await remove({ code: 'wrong' }), 'sign_in_failed')
    assert.equal((await remove({ code: recoveryCodes[0] })).status, 204)
    assert.equal(await needsCode(member), false)
    assertProblem(await remove({ password: goodPassword }), 'authenticator_missing')
    const { results } = await listAuditEntries(server.context, server.system, {})
    const actions = results.filter(({ actor }) => actor.key === member.userKey).map(({ action }) => action)
    assert.deepEqual(actions.sort(), ['authenticator.added', 'authenticator.removed'])
  })

  test('lets no inactive user in', async () => {
    const { member, recoveryCodes } = await added()
    await updateUser(server.context, server.system, member.userKey, { isActive: false })
    assert.equal((await refusalOf(check(member.userKey, recoveryCodes[0] ?? ''))).problem, 'sign_in_failed')
  })
})
