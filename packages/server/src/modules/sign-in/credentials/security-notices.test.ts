import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'
import { notifyOfSecurityChange } from './notify-of-security-change.ts'

const newPassword = 'Copper-Kettle-42-Whistles'

describe('users are told by mail', () => {
  let server: TestServer
  const signedIn = async (): Promise<SignedIn & { email: string }> => {
    const { key, email } = await createPasswordUser(server)
    return { ...(await sessionOf(server, server.organizationKey, key)), email }
  }
  const lastTo = async (email: string): Promise<string> => (await mailTextsTo(server, email)).at(-1) ?? ''
  const assertTold = async (email: string, what: string) => {
    const text = await lastTo(email)
    assert.ok(text.includes(`Your ${what} on `), text)
    assert.match(text, /from the address 127\.0\.0\.1\.\n\nIf it was not you, reset your password/)
  }

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
  })

  test('that their password was changed, by them or by a reset', async () => {
    const member = await signedIn()
    const body = { currentPassword: goodPassword, newPassword }
    assert.equal((await member.send('POST', '/portal/account/password', { body })).status, 204)
    await assertTold(member.email, 'password was changed')

    const { email } = await createPasswordUser(server)
    await send(server.url, 'POST', '/portal/password/forgotten', { body: { email } })
    const reset = { token: tokenInMail(await lastTo(email)), password: newPassword }
    assert.equal((await send(server.url, 'POST', '/portal/password/reset', { body: reset })).status, 204)
    await assertTold(email, 'password was changed')
  })

  test('that a second factor was added or removed', async () => {
    const member = await signedIn()
    const path = '/portal/account/authenticator'
    const { body } = await member.send('POST', path, { body: {} })
    await member.send('POST', `${path}/confirmation`, { body: { code: codeOf(body.secret, Date.now()) } })
    await assertTold(member.email, 'authenticator app was added')
    await member.send('DELETE', path, { body: { password: goodPassword } })
    await assertTold(member.email, 'authenticator app was removed')

    const passkeys = '/portal/account/passkeys'
    const passkey = softwarePasskey({ origin: server.context.publicUrl(), userKey: member.userKey })
    const { body: options } = await member.send('POST', `${passkeys}/options`)
    const added = await member.send('POST', passkeys, {
      body: { name: 'Laptop', response: passkey.registration(options) },
    })
    await assertTold(member.email, 'passkey was added')
    await member.send('DELETE', `${passkeys}/${added.body.key}`)
    await assertTold(member.email, 'passkey was removed')
  })

  test('who it was, where it was somebody else, and nothing of where they are', async () => {
    const { key, email } = await createPasswordUser(server)
    const actor = { ...server.system.actor, name: 'Ada Admin', address: '192.0.2.9' }
    const user = { key, email, name: null, language: null }
    await notifyOfSecurityChange(server.context, { ...server.system, actor }, user, 'sessions-ended')
    const text = await lastTo(email)
    assert.match(text, /Your sessions were ended on .*, by Ada Admin\./)
    assert.ok(!text.includes('192.0.2.9'))
    await notifyOfSecurityChange(server.context, server.system, { ...user, email: null }, 'sessions-ended')
  })
})
