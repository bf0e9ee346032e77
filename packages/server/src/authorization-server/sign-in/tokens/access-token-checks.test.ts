import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { openElsewhere } from '@portico/testing/organizations.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { configurationOf, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { decodeJwt } from 'jose'
import { type Configuration, tokenIntrospection, tokenRevocation } from 'openid-client'
import type { Context } from '../../../context.ts'
import { revokeToken } from '../../../modules/api-clients/tokens/revoke-token.ts'
import { seedApplicationRoles } from '../../../modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../../modules/applications/assets/seed-assets.ts'
import { grantUserApplicationRole } from '../../../modules/directory/assignments/grant-user-application-role.ts'
import { revokeUserApplicationRole } from '../../../modules/directory/assignments/revoke-user-application-role.ts'
import { updateUser } from '../../../modules/directory/users/update-user.ts'
import type { Principal } from '../../../modules/foundation/permissions/principal.ts'
import { rotateSigningKey } from '../../../modules/foundation/signing-keys/rotate-signing-key.ts'
import { endSignOns } from '../../../modules/members/sessions/end-sign-ons.ts'
import { giveConsent } from '../../../modules/relying-parties/consents/give-consent.ts'
import { withdrawConsent } from '../../../modules/relying-parties/consents/withdraw-consent.ts'
import { updateRelyingParty } from '../../../modules/relying-parties/registrations/update-relying-party.ts'

onBothEngines('An access token that was used before', (engine) => {
  let clock: TestClock
  let server: TestServer
  /** Another process on the same database: a command at the terminal, or another node. */
  let elsewhere: Context
  let roleKey: string
  let environmentKey: string

  const userinfo = (token: string) => send(server.url, 'GET', '/identity/userinfo', { token })

  interface Used {
    user: { key: string; email: string }
    configuration: Configuration
    application: { key: string; name: string }
    token: string
  }

  /** Whether the token counts, which userinfo and introspection say alike */
  async function counts({ token, configuration }: Pick<Used, 'token' | 'configuration'>): Promise<boolean> {
    const { status, headers } = await userinfo(token)
    const { active } = await tokenIntrospection(configuration, token)
    assert.equal(status, active ? 200 : 401)
    if (!active) assert.match(String(headers['www-authenticate']), /^Bearer error="invalid_token"/)
    return active
  }

  /** Whether userinfo refuses it by then. What is announced reaches this process at once on SQLite, else in a second. */
  async function isRefusedSoon({ token }: Used): Promise<boolean> {
    const ends = performance.now() + (engine === 'sqlite' ? 0 : 1_000)
    for (;;) {
      const started = performance.now()
      if ((await userinfo(token)).status === 401) return true
      if (started > ends) return false
    }
  }

  async function use(settings: Parameters<typeof registerApplication>[1] = {}): Promise<Used> {
    const user = await createPasswordUser(server)
    await grantUserApplicationRole(server.context, server.system, { key: user.key, roleKey })
    const registered = await registerApplication(server, settings)
    const application = { key: registered.key, name: 'it' }
    await giveConsent(server.context, actingAs(user.key), application, ['openid', 'email'])
    const configuration = await configurationOf(server, registered)
    const signedIn = await signInAt(configuration, new Browser(server.url), { ...user, password: goodPassword })
    const used = { user, configuration, application, token: signedIn.access_token }
    for (let count = 0; count < 2; count++) assert.equal(await counts(used), true)
    return used
  }

  const actingAs = (key: string): Principal => ({
    ...server.system,
    actor: { ...server.system.actor, type: 'user', key },
    sessionKey: 'theirs',
  })

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
    elsewhere = await openElsewhere(server)
    const { context, organizationKey, environments } = server
    environmentKey = environments[0]?.key ?? ''
    const { key: portfolioKey } = await context.database.db
      .selectFrom('portfolios')
      .select('key')
      .where('organization_key', '=', organizationKey)
      .executeTakeFirstOrThrow()
    const [asset] = await seedAssets(context, organizationKey, [
      { portfolioKey, name: 'Invoices', environmentKeys: [environmentKey] },
    ])
    const [role] = await seedApplicationRoles(context, organizationKey, [
      { assetKey: asset?.key ?? '', name: 'Clerk', environmentKeys: [environmentKey] },
    ])
    roleKey = role?.key ?? ''
  })

  test('ends at once with its session, its user, the role and the consent, wherever that was written', async () => {
    const session = await use()
    await endSignOns(elsewhere, server.organizationKey, { userKey: session.user.key, exceptUid: null })
    assert.equal(await counts(session), false)

    const user = await use()
    await updateUser(elsewhere, server.system, user.user.key, { isActive: false })
    assert.equal(await counts(user), false)

    const role = await use({ environmentKey, allowedUsers: { who: 'roles', applicationRoleKeys: [roleKey] } })
    await revokeUserApplicationRole(elsewhere, server.system, { key: role.user.key, roleKey })
    assert.equal(await counts(role), false)

    const consent = await use({ requiresConsent: true })
    await withdrawConsent(elsewhere, actingAs(consent.user.key), consent.application.key)
    assert.equal(await counts(consent), false)
  })

  test('tells what is so at this moment', async () => {
    const used = await use({ scopes: ['openid', 'profile'] })
    assert.equal((await userinfo(used.token)).body.name, undefined)
    const named = await registerApplication(server, { scopes: ['openid', 'profile'] })
    const configuration = await configurationOf(server, named)
    const user = { ...used.user, password: goodPassword }
    const { access_token: token } = await signInAt(configuration, new Browser(server.url), user, {
      scope: 'openid profile',
    })
    assert.equal((await userinfo(token)).body.name, 'Paula Password')
    await updateUser(elsewhere, server.system, user.key, { name: 'Paula Renamed' })
    assert.equal((await userinfo(token)).body.name, 'Paula Renamed')
  })

  test('ends with the application, and when it is revoked, here at once and elsewhere within a second', async () => {
    const own = await use()
    await tokenRevocation(own.configuration, own.token)
    assert.equal(await counts(own), false)

    const revoked = await use()
    const { jti = '', exp = 0 } = decodeJwt(revoked.token)
    await revokeToken(elsewhere, server.system, { id: jti, expiresAt: new Date(exp * 1_000) })
    assert.equal(await isRefusedSoon(revoked), true)
    assert.equal(await counts(revoked), false)

    const suspended = await use()
    await updateRelyingParty(elsewhere, server.system, suspended.application.key, { isActive: false })
    assert.equal(await isRefusedSoon(suspended), true)
  })

  test('ends with its time, and with the key that has signed it', async () => {
    const expiring = await use()
    const { exp = 0 } = decodeJwt(expiring.token)
    clock.advance(exp * 1_000 - clock.now() - 1)
    assert.equal(await counts(expiring), true)
    clock.advance(1)
    assert.equal(await counts(expiring), false)

    clock.advance(Date.now() - clock.now())
    const signed = await use()
    await rotateSigningKey(elsewhere, server.system, { algorithm: 'ES256', overlapHours: 0, isImmediate: true })
    assert.equal(await isRefusedSoon(signed), true)
    assert.equal(await counts(signed), false)
  })
})
