import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'

/** Refused once it has been judged */
const guessable = 'Password1234'
const newPassword = 'Copper-Kettle-42-Whistles'

/** A user who may choose a password could hold everybody up: each choice is judged on the main thread. */
describe('Choosing passwords again and again', () => {
  let server: TestServer
  let clock: TestClock

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine: anyEngine, clock })
  })

  async function assertLimited(choose: (password: string) => Promise<Received>): Promise<void> {
    for (let n = 0; n < 30; n++) assertProblem(await choose(guessable), 'password_refused')
    assertProblem(await choose('too short'), 'password_refused')
    for (const password of [guessable, newPassword]) {
      const refused = await choose(password)
      assertProblem(refused, 'password_choices_limited')
      assert.ok(Number(refused.headers['retry-after']) <= 600)
    }
    clock.advance(600_001)
    assert.equal((await choose(newPassword)).status, 204)
  }

  test('ends for whoever has a link, and the link is good afterwards', async () => {
    const { email } = await createPasswordUser(server)
    await new Browser(server.url).post('/portal/password/forgotten', { email })
    const token = tokenInMail((await mailTextsTo(server, email)).at(-1))
    await assertLimited((password) => new Browser(server.url).post('/portal/password/reset', { token, password }))
  })

  test('ends for a member who has none, and for one who changes theirs', async () => {
    const { key } = await createPasswordUser(server, { password: null })
    // It takes a recent sign-in.
    await assertLimited(async (newPassword) => {
      const member = await sessionOf(server, server.organizationKey, key, 'passkey')
      return member.send('PUT', '/portal/account/password', { body: { newPassword } })
    })

    const owner = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, owner.key)
    await assertLimited((newPassword) => {
      const body = { currentPassword: goodPassword, newPassword }
      return session.send('POST', '/portal/account/password', { body })
    })
  })
})
