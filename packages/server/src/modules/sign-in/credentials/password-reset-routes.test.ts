import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { checkFirstFactor } from '../sign-ins/check-first-factor.ts'

const minute = 60_000
const newPassword = 'Copper-Kettle-42-Whistles'
const from = { address: null, traceId: null }

onBothEngines('resetting a password', (engine) => {
  let server: TestServer
  let clock: TestClock
  const forgotten = (email: string): Promise<Received> =>
    send(server.url, 'POST', '/portal/password/forgotten', { body: { email } })
  const reset = (email: string, code: string, password = newPassword): Promise<Received> =>
    send(server.url, 'POST', '/portal/password/reset', { body: { email, code, password } })
  const signIn = (email: string, password: string) =>
    checkFirstFactor(server.context, server.organizationKey, { email, password }, from)
  const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
  })

  test('takes the code of the mail, once, and ends all sessions', async () => {
    const { email, key } = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, key)
    assert.equal((await forgotten(email.toUpperCase())).status, 204)
    const [mail] = await mailTextsTo(server, email)
    assert.equal((await reset(email, codeInMail(mail))).status, 204)
    await signIn(email, newPassword)
    assert.equal((await refusalOf(signIn(email, goodPassword))).problem, 'sign_in_failed')
    assert.equal((await session.send('GET', '/api/identity/v1/permissions')).status, 401)
    assertProblem(await reset(email, codeInMail(mail), 'Another-Kettle-43-Hums'), 'code_wrong')
    const { results } = await listAuditEntries(server.context, server.system, {})
    const recorded = results.filter((entry) => entry.entity.key === key && entry.action === 'user.password-reset')
    assert.deepEqual(
      recorded.map(({ actor }) => actor.key),
      [key],
    )
  })

  test('gives a first password to a user who was created without one, and unlocks', async () => {
    const { email } = await createPasswordUser(server, { password: null })
    for (let i = 0; i < 6; i++) await refusalOf(signIn(email, 'wrong'))
    await forgotten(email)
    assert.equal((await reset(email, codeInMail((await mailTextsTo(server, email))[0]))).status, 204)
    await signIn(email, newPassword)
  })

  test('answers alike for every e-mail, and mails only active users of the built-in provider', async () => {
    const inactive = await createPasswordUser(server, { isActive: false })
    const { key } = await createUser(server.context, server.system, { email: 'external@example.com' })
    assert.ok(key)
    const answers = []
    for (const email of ['nobody@example.com', inactive.email, 'external@example.com', 'not an e-mail']) {
      const { status, text } = await forgotten(email)
      answers.push({ status, text })
      assert.deepEqual(await mailTextsTo(server, email), [])
    }
    assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
    for (const email of ['nobody@example.com', inactive.email]) {
      const computed = server.context.hashes.computed()
      assertProblem(await reset(email, '123456'), 'code_wrong')
      assert.equal(server.context.hashes.computed(), computed + 1, 'as much work as for a user')
    }
  })

  test('voids the code after three wrong ones, after 15 minutes, and when a newer one is sent', async () => {
    const { email } = await createPasswordUser(server)
    await forgotten(email)
    const first = codeInMail((await mailTextsTo(server, email))[0])
    for (let i = 0; i < 3; i++) assertProblem(await reset(email, wrong(first)), 'code_wrong')
    assertProblem(await reset(email, first), 'code_wrong')

    clock.advance(10 * minute)
    await forgotten(email)
    const second = codeInMail((await mailTextsTo(server, email))[1])
    clock.advance(1_000)
    await forgotten(email)
    const third = codeInMail((await mailTextsTo(server, email))[2])
    if (second !== third) assertProblem(await reset(email, second), 'code_wrong')
    clock.advance(15 * minute)
    assertProblem(await reset(email, third), 'code_wrong')
  })

  test('locks callers who try codes, for unknown e-mails as for users', async () => {
    const { email } = await createPasswordUser(server)
    for (const who of [email, 'unknown@example.com']) {
      for (let i = 0; i < 5; i++) assertProblem(await reset(who, '000000'), 'code_wrong')
      const locked = await reset(who, '000000')
      assertProblem(locked, 'sign_in_locked', 'Try again in 5 seconds')
      assert.equal(locked.headers['retry-after'], '5')
    }
  })

  test('works once for two at the same time', async () => {
    const { email } = await createPasswordUser(server)
    await forgotten(email)
    const code = codeInMail((await mailTextsTo(server, email))[0])
    const answers = await Promise.all([1, 2, 3].map((n) => reset(email, code, `Copper-Kettle-${n}-Whistles`)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400, 400])
  })

  test('leaves the code where the new password is refused', async () => {
    const { email } = await createPasswordUser(server, { email: 'lovelace@example.com', name: 'Ada Lovelace' })
    await forgotten(email)
    const code = codeInMail((await mailTextsTo(server, email))[0])
    assertProblem(await reset(email, code, 'short'), 'password_refused', 'at least 12')
    assertProblem(await reset(email, code, 'Password1234'), 'password_refused', 'attackers try first')
    assertProblem(await reset(email, code, 'Lovelace-1815'), 'password_refused', 'easy to guess')
    assert.equal((await reset(email, code)).status, 204)
  })

  test('sends five mails in an hour', async () => {
    const { email } = await createPasswordUser(server)
    for (let i = 0; i < 7; i++) assert.equal((await forgotten(email)).status, 204)
    assert.equal((await mailTextsTo(server, email)).length, 5)
    clock.advance(60 * minute)
    await forgotten(email)
    assert.equal((await mailTextsTo(server, email)).length, 6)
  })

  test('is for pages of the same origin', async () => {
    for (const path of ['forgotten', 'reset']) {
      const body = path === 'reset' ? { email: 'a@b.example', code: '1', password: 'x' } : { email: 'a@b.example' }
      const headers = { origin: 'https://evil.example' }
      assertProblem(await send(server.url, 'POST', `/portal/password/${path}`, { body, headers }), 'foreign_origin')
    }
  })

  test('a member changes their own with the current one, and the other sessions end', async () => {
    const { key, email } = await createPasswordUser(server)
    const here = await sessionOf(server, server.organizationKey, key)
    const elsewhere = await sessionOf(server, server.organizationKey, key)
    const change = (currentPassword: string, next: string) =>
      here.send('POST', '/portal/account/password', { body: { currentPassword, newPassword: next } })
    assertProblem(await change('wrong', newPassword), 'password_wrong')
    assertProblem(await change(goodPassword, 'Password1234'), 'password_refused')
    assert.equal((await change(goodPassword, newPassword)).status, 204)
    await signIn(email, newPassword)
    assert.equal((await here.send('GET', '/portal/account/authenticator')).status, 200)
    assert.equal((await elsewhere.send('GET', '/portal/account/authenticator')).status, 401)
    for (let i = 0; i < 5; i++) await change('wrong', newPassword)
    assertProblem(await change(newPassword, goodPassword), 'sign_in_locked')
  })
})
