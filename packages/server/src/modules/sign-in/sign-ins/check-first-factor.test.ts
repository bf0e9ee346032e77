import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { getUser } from '../../directory/users/get-user.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { storePassword } from '../credentials/store-password.ts'
import { checkFirstFactor } from './check-first-factor.ts'
import { completeSignIn } from './complete-sign-in.ts'

const from = { address: '192.0.2.7', traceId: '0123456789abcdef0123456789abcdef' }

onBothEngines('signing in with a password', (engine) => {
  let server: TestServer
  let clock: TestClock
  const check = (email: string, password: string) =>
    checkFirstFactor(server.context, server.organizationKey, { email, password }, from)
  const complete = (user: { key: string; credentialsStamp: string }) =>
    completeSignIn(server.context, server.organizationKey, user, 'password', from)
  const entriesOf = async (userKey: string, action: string) => {
    await server.context.securityEvents.flush()
    return (
      await server.context.database.db
        .selectFrom('audit_entries')
        .selectAll()
        .where('entity_key', '=', userKey)
        .where('action', '=', action)
        .execute()
    ).map((entry) => ({ ...entry, new_values: JSON.parse(entry.new_values ?? 'null') }))
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
  })

  test('works with the e-mail in any case, and says who it is', async () => {
    const { key } = await createPasswordUser(server, { email: 'Grace@Example.com' })
    const { key: found, next } = await check('grace@EXAMPLE.com', goodPassword)
    assert.deepEqual([found, next], [key, { step: 'complete' }])
  })

  test('refuses a wrong password, an unknown e-mail, an inactive user and one without a password in the same way', async () => {
    const { email } = await createPasswordUser(server)
    const inactive = await createPasswordUser(server, { isActive: false })
    const without = await createPasswordUser(server, { password: null })
    for (const [who, password] of [
      [email, 'Wrong-Harbour-7-Lanterns'],
      ['nobody@example.com', goodPassword],
      [inactive.email, goodPassword],
      [without.email, ''],
    ] as const) {
      const hashesBefore = server.context.hashes.computed()
      const { problem, status, message, headers } = await refusalOf(check(who, password))
      assert.deepEqual(
        { problem, status, message, headers },
        { problem: 'sign_in_failed', status: 400, message: 'Incorrect e-mail or password.', headers: {} },
      )
      assert.equal(
        server.context.hashes.computed(),
        hashesBefore + 1,
        `${who}: as much work as for a user with a wrong password`,
      )
    }
  })

  test('locks after five failures in a row, longer after each further one, also for an unknown e-mail', async () => {
    const { email } = await createPasswordUser(server)
    for (const who of [email, 'unknown@example.com']) {
      for (let i = 0; i < 5; i++) assert.equal((await refusalOf(check(who, 'wrong'))).problem, 'sign_in_failed')
      for (const seconds of [5, 10, 20, 40, 80, 160, 300, 300]) {
        const hashes = server.context.hashes.computed()
        const refusal = await refusalOf(check(who, goodPassword))
        assert.deepEqual([refusal.problem, refusal.status], ['sign_in_locked', 429])
        assert.equal(refusal.headers['retry-after'], String(seconds))
        assert.equal(server.context.hashes.computed(), hashes, 'the password is not even checked')
        clock.advance(seconds * 1_000)
        assert.equal((await refusalOf(check(who, 'wrong'))).problem, 'sign_in_failed')
      }
    }
    clock.advance(300_000)
    await check(email, goodPassword)
    for (let i = 0; i < 4; i++) await refusalOf(check(email, 'wrong'))
    await check(email, goodPassword)
  })

  test('checks five of twenty passwords that arrive at once', async () => {
    const { email, key } = await createPasswordUser(server)
    const refusals = await Promise.all(Array.from({ length: 20 }, (_, i) => refusalOf(check(email, `wrong ${i}`))))
    const count = (name: string) => refusals.filter(({ problem }) => problem === name).length
    assert.deepEqual([count('sign_in_failed'), count('sign_in_locked')], [5, 15])
    const failed = await entriesOf(key, 'user.sign-in-failed')
    const times = (reason: string) =>
      failed.reduce((sum, entry) => sum + (entry.new_values.reason === reason ? entry.occurrences : 0), 0)
    assert.deepEqual([times('wrong'), times('locked')], [5, 15])
  })

  test('refuses a password that was changed while it was checked', async () => {
    const { email, key } = await createPasswordUser(server)
    const { hashes } = server.context
    const { inTurn } = hashes
    hashes.inTurn = (source, work) =>
      inTurn(source, (turn) => {
        hashes.inTurn = inTurn
        const verify = async (hash: string | undefined, password: string) => {
          const matches = await turn.verify(hash, password)
          clock.advance(1)
          await storePassword(server.context, server.organizationKey, key, { hash: hash ?? '' })
          return matches
        }
        return work({ ...turn, verify })
      })
    assert.equal((await refusalOf(check(email, goodPassword))).problem, 'sign_in_failed')
  })

  test('an attempt that got no turn was none, and a locked one waits for none', async () => {
    const { email } = await createPasswordUser(server)
    const free = Promise.withResolvers<void>()
    const waiting: Promise<unknown>[] = []
    for (let n = 0; n < 3; n++)
      for (let m = 0; m < 32; m++)
        waiting.push(server.context.hashes.inTurn({ address: `198.51.${n}.1` }, () => free.promise).catch(() => {}))
    const crowded = (n: number) =>
      checkFirstFactor(
        server.context,
        server.organizationKey,
        { email, password: `wrong ${n}` },
        { ...from, address: '198.51.0.1' },
      )
    for (let n = 0; n < 10; n++) assert.equal((await refusalOf(crowded(n))).problem, 'sign_in_busy')
    const others = Promise.all(Array.from({ length: 5 }, (_, n) => refusalOf(check(email, `wrong ${n}`))))
    free.resolve()
    for (const { problem } of await others) assert.equal(problem, 'sign_in_failed')
    await Promise.all(waiting)
    const again = Promise.withResolvers<void>()
    const holding = [1, 2, 3, 4].map(() => server.context.hashes.inTurn({ member: 'x' }, () => again.promise))
    assert.equal((await refusalOf(check(email, goodPassword))).problem, 'sign_in_locked')
    again.resolve()
    await Promise.all(holding)
  })

  test('records who signed in and who failed to, and counts the day', async () => {
    const { email, key } = await createPasswordUser(server)
    await refusalOf(check(email, 'Not-The-Right-1'))
    await complete(await check(email, goodPassword))
    const [failed] = await entriesOf(key, 'user.sign-in-failed')
    assert.deepEqual([failed?.actor_type, failed?.actor_key, failed?.address], ['anonymous', null, from.address])
    assert.equal(failed?.result, 'Failure')
    assert.deepEqual(failed?.new_values, { failed: 'password', reason: 'wrong' })
    const [signedIn] = await entriesOf(key, 'user.signed-in')
    assert.deepEqual([signedIn?.actor_type, signedIn?.actor_key], ['user', key])
    assert.deepEqual(signedIn?.new_values, { method: 'password' })
    const user = await getUser(server.context, server.system, key, ['UserIdentityProviders'])
    assert.equal(user.lastLoginAt, new Date(clock.now()).toISOString())
  })

  test('does not complete for a user who was deactivated meanwhile, and activated again', async () => {
    const { key, email } = await createPasswordUser(server)
    const proven = await check(email, goodPassword)
    await updateUser(server.context, server.system, key, { isActive: false })
    assert.equal((await refusalOf(complete(proven))).problem, 'sign_in_failed')
    await updateUser(server.context, server.system, key, { isActive: true })
    assert.equal((await refusalOf(complete(proven))).problem, 'sign_in_failed')
    await complete(await check(email, goodPassword))
  })
})
