import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { createMember } from '@portico/testing/signed-in-members.ts'
import { createRelyingParty } from './create-relying-party.ts'
import { updateRelyingParty } from './update-relying-party.ts'

const day = 86_400_000
const type = 'web'
const redirectUris = ['https://app.example.com/callback']

onBothEngines('Reminders of secrets of sign-in applications', (engine) => {
  let clock: TestClock
  let server: TestServer

  before(async () => {
    clock = testClock(Date.parse('2026-01-01T12:00:00.000Z'))
    server = await startTestServer({ engine, clock })
  })

  test('go out once, 14 days before, to those who manage authentication, for those that are active', async () => {
    const { context, system } = server
    const managers = ['User and access management > Manage authentication'] as const
    await createMember(server, system, [...managers], { email: 'manager@example.com' })
    await createMember(server, system, ['User and access management > Manage API clients'], {
      email: 'other@example.com',
    })
    const expiresOn = '2026-01-20'
    const create = (name: string, more = {}) =>
      createRelyingParty(context, system, { name, type, redirectUris, expiresOn, ...more })
    const { key } = await create('Web shop')
    await create('Without reminder', { hasExpiryReminder: false })
    const { key: inactive } = await create('Inactive')
    await updateRelyingParty(context, system, inactive, { isActive: false })
    await create('Later', { expiresOn: '2026-06-01' })

    await context.relyingPartyReminders.check()
    assert.deepEqual(await mailTextsTo(server, 'manager@example.com'), [])
    clock.advance(6 * day)
    await context.relyingPartyReminders.check()
    await context.relyingPartyReminders.check()
    const [mail = '', ...others] = await mailTextsTo(server, 'manager@example.com')
    assert.deepEqual(others, [])
    for (const words of ['sign-in application Web shop', '20 January 2026', `/sign-in-applications/${key}`]) {
      assert.ok(mail.includes(words), mail)
    }
    assert.deepEqual(await mailTextsTo(server, 'other@example.com'), [])
    await updateRelyingParty(context, system, inactive, { isActive: true })
    await context.relyingPartyReminders.check()
    assert.equal((await mailTextsTo(server, 'manager@example.com')).length, 2)
  })
})
