import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { issueSetUpLink } from '../../src/modules/set-up/first-administrator/issue-set-up-link.ts'
import { requestPasswordReset } from '../../src/modules/sign-in/credentials/request-password-reset.ts'
import { inviteUser } from '../../src/modules/sign-in/invitations/invite-user.ts'

onBothEngines('what proves who somebody is', (engine) => {
  test('stands in no table and in no log as it is', async () => {
    const server = await startTestServer({ engine })
    const { context, organizationKey, system, url } = server
    const { db } = context.database
    const organization = await context.organizations.find('localhost')
    const user = await createPasswordUser(server)
    const session = await sessionOf(server, organizationKey, user.key)

    const secrets: Record<string, string> = { password: goodPassword, 'session token': session.token }
    const link = (await issueSetUpLink(context, organization))?.link ?? ''
    secrets['set-up token'] = tokenInMail(link)
    await inviteUser(context, system, organization, { email: 'ivy@example.com' })
    const [invitation] = await mailTextsTo(server, 'ivy@example.com')
    secrets['invitation token'] = tokenInMail(invitation)
    const source = { address: null, traceId: null }
    secrets['reset browser token'] = requestPasswordReset(context, organization, user.email, source)
    const [reset] = await mailTextsTo(server, user.email)
    secrets['reset token'] = tokenInMail(reset)
    const { body: authenticator } = await session.send('POST', '/portal/account/authenticator', { body: {} })
    secrets['authenticator secret'] = authenticator.secret
    const code = codeOf(authenticator.secret, Date.now())
    const { body } = await session.send('POST', '/portal/account/authenticator/confirmation', { body: { code } })
    secrets['recovery code'] = body.recoveryCodes[0]
    secrets['recovery code without its hyphen'] = body.recoveryCodes[0].replace('-', '')
    const { body: options } = await session.send('POST', '/portal/account/passkeys/options')
    secrets['passkey challenge'] = options.challenge
    secrets['wrong password'] = 'Nearly-The-Right-1'
    const wrong = { currentPassword: secrets['wrong password'], newPassword: goodPassword }
    await session.send('POST', '/portal/account/password', { body: wrong })
    await send(url, 'POST', '/portal/set-up', { body: { ...wrong, token: secrets['set-up token'] } })

    let stored = ''
    for (const { name } of await db.introspection.getTables()) {
      stored += JSON.stringify(
        await db
          .selectFrom(name as 'users')
          .selectAll()
          .execute(),
      )
    }
    // Kept mail is shown in the log on purpose, where there is no SMTP server.
    const logged = JSON.stringify(server.logLines.filter(({ mail }) => mail === undefined))
    for (const [name, secret] of Object.entries(secrets)) {
      assert.ok(secret.length >= 10, name)
      assert.ok(!stored.includes(secret), `the ${name} is stored`)
      assert.ok(!logged.includes(secret), `the ${name} is logged`)
    }
    // Six digits may stand in a table by chance, but not as a value of their own.
    for (const digits of [codeInMail(invitation), codeInMail(reset)]) {
      assert.match(digits, /^\d{6}$/)
      assert.ok(!stored.includes(`"${digits}"`), 'a mailed code is stored')
    }
    assert.match(stored, /\$argon2id\$v=19\$m=8,t=1,p=1\$/)
  })
})
