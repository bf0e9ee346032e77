import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { checkFirstFactor } from '../sign-ins/check-first-factor.ts'
import { endUserSessions } from '../user-security/user-sessions.ts'
import { checkResetProof, mostWrongCodes } from './check-reset-proof.ts'
import { deleteOldestAskedCodes } from './one-time-codes-repository.ts'
import { resetCookie, resetTokenOf } from './reset-cookie.ts'
import { setOwnPassword } from './set-own-password.ts'
import { updateOwnPassword } from './update-own-password.ts'

const minute = 60_000
const day = 86_400_000
const newPassword = 'Copper-Kettle-42-Whistles'
const from = { address: null, traceId: null }

onBothEngines('resetting a password', (engine) => {
  let server: TestServer
  let clock: TestClock
  /** What a browser does: it keeps the cookie of its last request for a code. */
  const browse = () => {
    let cookie = ''
    return {
      token: () => cookie.slice(cookie.indexOf('=') + 1),
      async forgotten(email: string): Promise<Received> {
        const answer = await send(server.url, 'POST', '/portal/password/forgotten', { body: { email } })
        cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
        return answer
      },
      reset: (code: string, password = newPassword): Promise<Received> =>
        send(server.url, 'POST', '/portal/password/reset', { body: { code, password }, headers: { cookie } }),
    }
  }
  const resetBy = (token: string, password = newPassword): Promise<Received> =>
    send(server.url, 'POST', '/portal/password/reset', { body: { token, password } })
  const readLink = (token: string, headers = {}): Promise<Received> =>
    send(server.url, 'POST', '/portal/password/reset/read', { body: { token }, headers })
  const lastMail = async (email: string): Promise<string> => (await mailTextsTo(server, email)).at(-1) ?? ''
  const actionsOf = async (key: string): Promise<string[]> => {
    await server.context.securityEvents.flush()
    const { results } = await listAuditEntries(server.context, server.system, { limit: 100 })
    return results.filter(({ entity }) => entity.key === key).map(({ action, result }) => `${action} ${result}`)
  }
  const signIn = (email: string, password: string) =>
    checkFirstFactor(server.context, server.organizationKey, { email, password }, from)
  const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
  })

  test('takes the code of the mail, once, in the browser that asked, and ends all sessions', async () => {
    const { email, key } = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, key)
    const browser = browse()
    assert.equal((await browser.forgotten(email.toUpperCase())).status, 204)
    const code = codeInMail(await lastMail(email))
    // Somebody who was told the code, and asked for one of their own before
    const other = browse()
    assertProblem(await other.reset(code), 'code_wrong', 'in the browser in which you asked')
    await other.forgotten('nobody@example.com')
    assertProblem(await other.reset(code), 'code_wrong')
    assert.equal((await browser.reset(code)).status, 204)
    await signIn(email, newPassword)
    assert.equal((await refusalOf(signIn(email, goodPassword))).problem, 'sign_in_failed')
    assert.equal((await session.send('GET', '/api/identity/v1/permissions')).status, 401)
    assertProblem(await browser.reset(code, 'Another-Kettle-43-Hums'), 'code_wrong')
    assert.deepEqual((await actionsOf(key)).sort(), [
      'user.created Success',
      'user.password-reset Success',
      'user.password-reset-requested Success',
      'user.sign-in-failed Failure',
    ])
  })

  test('takes the link of the mail, once, in any browser', async () => {
    const { email, key } = await createPasswordUser(server)
    const browser = browse()
    await browser.forgotten(email)
    const mail = await lastMail(email)
    const link = new URL(/https?:\S+/.exec(mail)?.[0] ?? '')
    assert.equal(link.origin + link.pathname, `${server.context.publicUrl()}/forgotten-password`)
    const token = tokenInMail(mail)
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    assertProblem(await resetBy(`${token}x`), 'link_invalid')
    // However often it is read, the link and the code stay, and the browser keeps its token.
    for (let n = 0; n < 5; n++) {
      const read = await readLink(token)
      assert.deepEqual([read.status, read.body, read.headers['set-cookie']], [204, undefined, undefined])
    }
    assertProblem(await readLink(codeInMail(mail)), 'link_invalid')
    assertProblem(await readLink(browser.token()), 'link_invalid')
    assertProblem(await readLink(token, { origin: 'https://evil.example.com' }), 'foreign_origin')
    const whole = { body: { token, code: codeInMail(mail) } }
    assertProblem(await send(server.url, 'POST', '/portal/password/reset/read', whole), 'invalid_body')
    assert.equal((await resetBy(token)).status, 204)
    await signIn(email, newPassword)
    assertProblem(await resetBy(token), 'link_invalid')
    // Of one that was used and one that never was, the answers are the same but for the trace ID.
    const over = [await readLink(token), await readLink(`${token}x`)].map(({ status, body }) => ({
      ...(body as object),
      status,
      traceId: '',
    }))
    assert.deepEqual(over[0], over[1])
    assertProblem(await readLink(token), 'link_invalid')
    assertProblem(await browser.reset(codeInMail(mail)), 'code_wrong')
    assert.ok((await actionsOf(key)).includes('user.password-reset Success'))
  })

  test('keeps the token of the browser where no script and no other host gets at it', async () => {
    const answer = await browse().forgotten('nobody@example.com')
    const [cookie = ''] = answer.headers['set-cookie'] ?? []
    assert.match(cookie, /^portico-password-reset=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/)
    const behindTls = resetCookie('https://id.example.com', 'token', 900_000)
    assert.match(behindTls, /^__Host-portico-password-reset=token; .*; Secure$/)
    assert.equal(resetTokenOf({ cookie: 'portico-password-reset=planted' }, 'https://id.example.com'), undefined)
  })

  test('gives a first password to a user who was created without one, and unlocks', async () => {
    const { email } = await createPasswordUser(server, { password: null })
    for (let i = 0; i < 6; i++) await refusalOf(signIn(email, 'wrong'))
    await browse().forgotten(email)
    assert.equal((await resetBy(tokenInMail(await lastMail(email)))).status, 204)
    await signIn(email, newPassword)
  })

  test('answers alike for every e-mail, and mails only active users of the built-in provider', async () => {
    const inactive = await createPasswordUser(server, { isActive: false })
    const { key } = await createUser(server.context, server.system, { email: 'external@example.com' })
    assert.ok(key)
    const answers = []
    for (const email of ['nobody@example.com', inactive.email, 'external@example.com', 'not an e-mail']) {
      const browser = browse()
      const { status, text } = await browser.forgotten(email)
      answers.push({ status, text })
      assert.deepEqual(await mailTextsTo(server, email), [])
      const computed = server.context.hashes.computed()
      for (let i = 0; i < 3; i++) assertProblem(await browser.reset('123456'), 'code_wrong')
      assert.equal(server.context.hashes.computed(), computed, 'nothing is hashed before the code is right')
    }
    assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
  })

  test('voids the code after three wrong ones, after 15 minutes, and when a newer one is sent', async () => {
    const { email } = await createPasswordUser(server)
    const browser = browse()
    await browser.forgotten(email)
    const first = await lastMail(email)
    for (let i = 0; i < 3; i++) assertProblem(await browser.reset(wrong(codeInMail(first))), 'code_wrong')
    assertProblem(await browser.reset(codeInMail(first)), 'code_wrong')

    const other = browse()
    await other.forgotten(email)
    const second = await lastMail(email)
    clock.advance(1_000)
    await browser.forgotten(email)
    const third = await lastMail(email)
    assertProblem(await other.reset(codeInMail(second)), 'code_wrong')
    assertProblem(await resetBy(tokenInMail(second)), 'link_invalid')
    clock.advance(15 * minute)
    assertProblem(await browser.reset(codeInMail(third)), 'code_wrong')
    assertProblem(await readLink(tokenInMail(second)), 'link_invalid')
    assertProblem(await readLink(tokenInMail(third)), 'link_invalid')
    assertProblem(await resetBy(tokenInMail(third)), 'link_invalid')
  })

  test('counts wrong codes of a day for an e-mail, whether or not a user has it; the link goes on working', async () => {
    const { email, key } = await createPasswordUser(server)
    clock.advance(day - (clock.now() % day))
    for (const who of [email, 'unknown@example.com']) {
      let checked = 0
      const browser = browse()
      for (let n = 0; n < 6; n++) {
        // A user gets one in twelve minutes.
        clock.advance(13 * minute)
        await browser.forgotten(who)
        await lastMail(who)
        for (let i = 0; i < 3; i++) {
          const answer = await browser.reset('000000')
          if (answer.status === 400) checked++
          else assertProblem(answer, 'codes_used_up', 'Open the link in the mail')
        }
      }
      assert.equal(checked, mostWrongCodes.ofRecipient, who)
    }
    await browse().forgotten(email)
    assert.equal((await resetBy(tokenInMail(await lastMail(email)))).status, 204)
    assert.ok((await actionsOf(key)).includes('user.password-reset-failed Failure'))
    clock.advance(day)
    const browser = browse()
    await browser.forgotten(email)
    assertProblem(await browser.reset('000000'), 'code_wrong')
  })

  test('counts wrong codes of a day for the organization, also those that arrive at once', async () => {
    clock.advance(day)
    const users = await Promise.all(Array.from({ length: 40 }, () => createPasswordUser(server, { password: null })))
    const statuses = await Promise.all(
      users.map(async ({ email }) => {
        const browser = browse()
        await browser.forgotten(email)
        await lastMail(email)
        return Promise.all([1, 2, 3].map(async () => (await browser.reset('000000')).status))
      }),
    )
    const checked = statuses.flat().filter((status) => status === 400).length
    assert.equal(checked, mostWrongCodes.ofOrganization)
    // A right code is refused, too: which of so many is one must not be found out.
    const [{ email } = { email: '' }] = users
    const browser = browse()
    await browser.forgotten(email)
    assertProblem(await browser.reset(codeInMail(await lastMail(email))), 'codes_used_up')
    assert.equal((await resetBy(tokenInMail(await lastMail(email)))).status, 204)
    clock.advance(day)
  })

  test('a flood of others voids a code alike, whether or not a user has the e-mail', async () => {
    const { email } = await createPasswordUser(server)
    const { db } = server.context.database
    for (const who of [email, 'nobody@example.com']) {
      clock.advance(day)
      const [first, last] = [browse(), browse()]
      await first.forgotten(who)
      await server.context.pendingPasswordResets.settled()
      clock.advance(minute)
      await last.forgotten('flood@example.com')
      await server.context.pendingPasswordResets.settled()
      // Once the guesses of the day are used up, the refusal of a code that is there differs from that of one that is not.
      for (let n = 0; n < mostWrongCodes.ofOrganization; n += 3) {
        const browser = browse()
        await browser.forgotten(`guess${n}@example.com`)
        await server.context.pendingPasswordResets.settled()
        for (let i = 0; i < 3; i++) await browser.reset('000000')
      }
      assertProblem(await first.reset('000000'), 'codes_used_up')
      const { count } = await db
        .selectFrom('one_time_codes')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('recipient_hash', 'is not', null)
        .where('expires_at', '>', toTimestamp(clock.now()))
        .executeTakeFirstOrThrow()
      await deleteOldestAskedCodes(db, server.organizationKey, 'password-reset', Number(count) - 1)
      assertProblem(await first.reset('000000'), 'code_wrong')
      assertProblem(await last.reset('000000'), 'codes_used_up')
    }
    clock.advance(day)
  })

  test('right codes are no wrong ones', async () => {
    const { email } = await createPasswordUser(server, { password: null })
    const browser = browse()
    await browser.forgotten(email)
    const proof = { code: codeInMail(await lastMail(email)), browserToken: browser.token() }
    for (let n = 0; n < mostWrongCodes.ofRecipient + 2; n++) {
      const check = (parts: typeof server.context) => checkResetProof(parts, server.organizationKey, proof)
      assert.ok((await transaction(server.context, check)).isRight)
    }
  })

  test('works once for two at the same time', async () => {
    const { email } = await createPasswordUser(server)
    const browser = browse()
    await browser.forgotten(email)
    const code = codeInMail(await lastMail(email))
    const answers = await Promise.all([1, 2, 3].map((n) => browser.reset(code, `Copper-Kettle-${n}-Whistles`)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400, 400])
  })

  test('leaves the code where the new password is refused', async () => {
    const { email } = await createPasswordUser(server, { email: 'lovelace@example.com', name: 'Ada Lovelace' })
    const browser = browse()
    await browser.forgotten(email)
    const code = codeInMail(await lastMail(email))
    for (let n = 0; n < 4; n++) assertProblem(await browser.reset('000000', 'short'), 'password_refused', 'at least 12')
    assertProblem(await browser.reset(code, 'Password1234'), 'password_refused', 'attackers try first')
    assertProblem(await browser.reset(code, 'Lovelace-1815'), 'password_refused', 'easy to guess')
    assert.equal((await browser.reset(code)).status, 204)
  })

  test('leaves the link where a stranger asks and enters wrong codes', async () => {
    const { email, key } = await createPasswordUser(server)
    const stranger = browse()
    await stranger.forgotten(email)
    const mail = await lastMail(email)
    for (let n = 0; n < 5; n++) assertProblem(await stranger.reset(wrong(codeInMail(mail))), 'code_wrong')
    assertProblem(await stranger.reset(codeInMail(mail)), 'code_wrong')
    assert.equal((await resetBy(tokenInMail(mail))).status, 204)
    await signIn(email, newPassword)
    // The first may have been stored by itself, which happens every second.
    const failed = (await actionsOf(key)).filter((action) => action.startsWith('user.password-reset-failed')).length
    assert.ok(failed === 1 || failed === 2, String(failed))
  })

  test('sends three mails, then one in twelve minutes, and a stranger who asks all the time keeps no link away', async () => {
    const { email } = await createPasswordUser(server)
    const ask = async () => {
      assert.equal((await browse().forgotten(email)).status, 204)
      return mailTextsTo(server, email)
    }
    for (let n = 0; n < 7; n++) await ask()
    assert.equal((await mailTextsTo(server, email)).length, 3)
    const before = clock.now()
    let mails: string[] = []
    // The user asks at some time. Whenever that is, the newest mail has a link that works.
    for (let n = 1; n <= 30; n++) {
      clock.advance(minute)
      mails = await ask()
      const proof = { token: tokenInMail(mails.at(-1)) }
      const check = (parts: typeof server.context) => checkResetProof(parts, server.organizationKey, proof)
      assert.ok((await transaction(server.context, check)).isRight, `after ${n} minutes`)
    }
    assert.ok(mails.length <= 3 + Math.ceil((clock.now() - before) / (12 * minute)), String(mails.length))
    assert.equal((await resetBy(tokenInMail(mails.at(-1)))).status, 204)
    clock.advance(60 * minute)
    for (let n = 0; n < 4; n++) await ask()
    // And the one that tells of the new password
    assert.equal((await mailTextsTo(server, email)).length, mails.length + 1 + 3)
  })

  test('is for pages of the same origin', async () => {
    for (const path of ['forgotten', 'reset']) {
      const body = path === 'reset' ? { code: '1', password: 'x' } : { email: 'a@b.example' }
      const headers = { origin: 'https://evil.example' }
      assertProblem(await send(server.url, 'POST', `/portal/password/${path}`, { body, headers }), 'foreign_origin')
    }
  })

  test('a session that ends while a password is hashed changes none', async () => {
    const { context, organizationKey } = server
    for (const has of [goodPassword, null]) {
      const { email, key } = await createPasswordUser(server, { password: has })
      const { sessionKey } = await sessionOf(server, organizationKey, key)
      const actor = { type: 'user', key, name: 'Thief', ...from } as const
      const thief = { organizationKey, actor, access: new Map(), sessionKey }
      const hashes: typeof context.hashes = {
        ...context.hashes,
        // The user finds out meanwhile, and an administrator ends the thief's session.
        make: async (...request) => {
          await endUserSessions(context, server.system, key)
          return context.hashes.make(...request)
        },
      }
      const parts = { ...context, hashes }
      const change = has
        ? updateOwnPassword(parts, thief, { currentPassword: has, newPassword })
        : setOwnPassword(parts, thief, newPassword)
      assert.equal((await refusalOf(change)).problem, 'session_ended')
      assert.equal((await refusalOf(signIn(email, newPassword))).problem, 'sign_in_failed')
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
