import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, pathOf, sessionIn, signIn } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  redeem,
  registerApplication,
  signInAt,
  typePassword,
} from '@portico/testing/sign-in-application.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { fetchUserInfo, refreshTokenGrant } from 'openid-client'
import { newKey } from '../../../db/keys.ts'
import { getBuiltInIdentityProviderKey } from '../../../modules/directory/identity-providers/built-in-identity-provider.ts'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'
import { updateUser } from '../../../modules/directory/users/update-user.ts'

onBothEngines('One sign-on', (engine) => {
  let server: TestServer
  const clock = testClock()
  const browse = (): Browser => new Browser(server.url)
  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })
  type Configuration = Awaited<ReturnType<typeof configurationOf>>
  const application = async (settings = {}): Promise<Configuration> =>
    configurationOf(server, await registerApplication(server, settings))

  /** Where a request ends: at a page, or with the application's error */
  async function ask(configuration: Configuration, browser: Browser, parameters = {}) {
    const { path, checks } = await beginAt(configuration, parameters)
    const location = await follow(browser, path)
    const error = location.startsWith('https:') ? new URL(location).searchParams.get('error') : null
    return { location, checks, error }
  }
  const stepAt = async (browser: Browser, page: string) => {
    const { body } = await browser.get(`/portal/interactions/${page.slice('/sign-in/'.length)}`)
    return body
  }
  const post = (browser: Browser, page: string, step: string, body?: object) =>
    browser.post(`/portal/interactions/${page.slice('/sign-in/'.length)}/${step}`, body)

  /** One that is known, and that nobody uses here */
  async function addPasskey(user_key: string): Promise<void> {
    const row = { organization_key: server.organizationKey, key: newKey(clock.now()), user_key, name: 'Laptop' }
    const credential = { credential_id: row.key, public_key: 'unused', counter: 0, transports: null }
    const times = { created_at: new Date().toISOString(), last_used_at: null }
    const { db } = server.context.database
    await db
      .insertInto('passkeys')
      .values({ ...row, ...credential, ...times })
      .execute()
  }

  before(async () => {
    server = await startTestServer({ engine, clock })
  })

  test('asks nothing with prompt=none, and says what it would have to ask', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await application()
    assert.equal((await ask(one, browser, { prompt: 'none' })).error, 'login_required')
    await signInAt(one, browser, user)
    const silent = await ask(one, browser, { prompt: 'none' })
    assert.equal((await redeem(one, silent.location, silent.checks)).claims()?.sub, user.key)
    const asking = await application({ requiresConsent: true })
    assert.equal((await ask(asking, browser, { prompt: 'none' })).error, 'consent_required')
    const strict = await application({ requiresSecondFactor: true })
    assert.equal((await ask(strict, browser, { prompt: 'none' })).error, 'login_required')
    const mixed = await ask(one, browser, { prompt: 'none login' })
    assert.equal(mixed.error, 'invalid_request')
  })

  test('asks for the password again with prompt=login and where the sign-in is too old', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await application()
    const first = await signInAt(one, browser, user)
    const again = await ask(one, browser, { prompt: 'login' })
    assert.equal((await stepAt(browser, again.location)).step, 'password')
    const after = await follow(browser, await typePassword(browser, again.location, user))
    const second = await redeem(one, after, again.checks)
    assert.equal(second.claims()?.sid, first.claims()?.sid)
    assert.equal((await ask(one, browser, { max_age: '3600' })).error, null)
    const old = await ask(one, browser, { max_age: '0' })
    assert.match(old.location, /^\/sign-in\//)
  })

  test('asks again where the sign-in is older than the application allows, and no earlier', async (context) => {
    const [user, browser] = [await someone(), browse()]
    const [limited, unlimited] = [await application({ maxSignInAgeMinutes: 5 }), await application()]
    const first = await signInAt(limited, browser, user)
    // The library takes the time from the process.
    const began = Date.now()
    const { timers } = context.mock
    timers.enable({ apis: ['Date'], now: began + 4.8 * 60_000 })
    assert.match((await ask(limited, browser)).location, /^https:/)
    timers.setTime(began + 5.1 * 60_000)
    assert.match((await ask(unlimited, browser)).location, /^https:/)
    assert.equal((await ask(limited, browser, { prompt: 'none' })).error, 'login_required')
    const again = await ask(limited, browser)
    assert.equal((await stepAt(browser, again.location)).step, 'password')
    const second = await redeem(
      limited,
      await follow(browser, await typePassword(browser, again.location, user)),
      again.checks,
    )
    assert.ok(Number(second.claims()?.auth_time) >= Number(first.claims()?.auth_time) + 300)
    assert.match((await ask(limited, browser)).location, /^https:/)
  })

  test('asks for the second factor alone where that is what is missing', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await application()
    await signInAt(one, browser, user)
    const strict = await application({ requiresSecondFactor: true })
    const portal = await sessionOf(server, server.organizationKey, user.key)
    const { body: app } = await portal.send('POST', '/portal/account/authenticator', { body: {} })
    const code = codeOf(app.secret, clock.now())
    await portal.send('POST', '/portal/account/authenticator/confirmation', { body: { code } })
    // A new factor begins anew what the user has begun, so they sign in once more.
    const { location, checks } = await ask(strict, browser)
    const page = await stepAt(browser, location)
    if (page.step === 'password') {
      const { body } = await post(browser, location, 'password', { email: user.email, password: user.password })
      assert.equal(body.step, 'code')
    }
    clock.advance(30_000)
    const { body } = await post(browser, location, 'code', { code: codeOf(app.secret, clock.now()) })
    const done = await follow(browser, pathOf(body.redirectTo))
    const claims = (await redeem(strict, done, checks)).claims()
    assert.deepEqual(claims?.amr, ['pwd', 'otp', 'mfa'])
    assert.equal(claims?.acr, 'urn:portico:two-factors')
  })

  test('has the factor that an application demands added, shown alone, and asked for once', async () => {
    const [user, browser] = [await someone(), browse()]
    const [lax, strict] = [await application(), await application({ requiresSecondFactor: true })]
    const typed = async (one: Configuration) => {
      const someBrowser = browse()
      const { location } = await ask(one, someBrowser)
      return (await post(someBrowser, location, 'password', { email: user.email, password: user.password })).body
    }
    assert.ok((await typed(lax)).redirectTo)
    assert.equal((await typed(strict)).step, 'enrolment')
    await addPasskey(user.key)
    // With a passkey, a password is enough elsewhere.
    await signInAt(lax, browser, user)
    const { location } = await ask(strict, browser)
    assert.equal((await stepAt(browser, location)).step, 'passkey')
    assert.equal((await stepAt(browser, (await ask(strict, browser, { prompt: 'login' })).location)).step, 'password')
  })

  test('asks again for an application that takes other identity providers alone', async () => {
    const [user, browser] = [await someone(), browse()]
    const { context, system, organizationKey } = server
    const oidcConfiguration = { discoveryUrl: 'https://login.example.com', clientId: 'portico' }
    const external = { name: 'Elsewhere', type: 'OIDC', oidcConfiguration } as const
    const { key } = await createIdentityProvider(context, system, external)
    await replaceProviderAssignments(context, system, key, { organization: true, environmentKeys: [] })
    const builtIn = await getBuiltInIdentityProviderKey(context, organizationKey)
    await signInAt(await application(), browser, user)
    for (const keys of [null, [builtIn], [key, builtIn]])
      assert.match((await ask(await application({ identityProviderKeys: keys }), browser)).location, /^https:/)
    const others = await application({ identityProviderKeys: [key] })
    assert.match((await ask(others, browser)).location, /^\/sign-in\//)
    assert.equal((await ask(others, browser, { prompt: 'none' })).error, 'login_required')
  })

  test('ends for applications with the identity provider that may not be used any more', async () => {
    const [user, browser] = [await someone(), browse()]
    const { context, system } = server
    const oidcConfiguration = { discoveryUrl: 'https://gone.example.com', clientId: 'portico' }
    const { key } = await createIdentityProvider(context, system, { name: 'Gone', type: 'OIDC', oidcConfiguration })
    const assign = (organization: boolean) =>
      replaceProviderAssignments(context, system, key, { organization, environmentKeys: [] })
    await assign(true)
    const one = await application({ allowsRefreshTokens: true })
    const { refresh_token: first = '' } = await signInAt(one, browser, user, { scope: 'openid offline_access' })
    await context.database.db
      .updateTable('sign_on_sessions')
      .set({ identity_provider_key: key })
      .where('user_key', '=', user.key)
      .execute()
    const { refresh_token = '' } = await refreshTokenGrant(one, first)
    await assign(false)
    await assert.rejects(refreshTokenGrant(one, refresh_token), { error: 'invalid_grant' })
  })

  test('lets the user choose the account', async () => {
    const [user, other, browser] = [await someone(), await someone(), browse()]
    const one = await application()
    await signInAt(one, browser, user)
    const first = await ask(one, browser, { prompt: 'select_account' })
    const shown = await stepAt(browser, first.location)
    assert.deepEqual([shown.step, shown.account.email], ['select_account', user.email])
    const { body } = await post(browser, first.location, 'account', { continue: true })
    const gone = await follow(browser, pathOf(body.redirectTo))
    assert.equal((await redeem(one, gone, first.checks)).claims()?.sub, user.key)

    const second = await ask(one, browser, { prompt: 'select_account' })
    assert.equal((await post(browser, second.location, 'account', { continue: false })).body.step, 'password')
    const done = await follow(browser, await typePassword(browser, second.location, other))
    assert.equal((await redeem(one, done, second.checks)).claims()?.sub, other.key)
    // Where nobody is signed in, there is nobody to choose.
    const stranger = browse()
    const third = await ask(one, stranger, { prompt: 'select_account' })
    assert.equal((await stepAt(stranger, third.location)).step, 'password')
  })

  test('asks for consent once, and tells the application of a refusal', async () => {
    const [user, browser] = [await someone(), browse()]
    const registered = await registerApplication(server, { requiresConsent: true })
    const asking = await configurationOf(server, registered)
    const begun = await beginAt(asking, { scope: 'openid email' })
    const page = await follow(browser, await typePassword(browser, await follow(browser, begun.path), user))
    const shown = await stepAt(browser, page)
    assert.deepEqual([shown.step, shown.scopes], ['consent', ['openid', 'email']])
    assert.equal(shown.account.email, user.email)
    const { body: refused } = await post(browser, page, 'consent', { accept: false })
    const refusal = new URL(await follow(browser, pathOf(refused.redirectTo)))
    assert.equal(refusal.searchParams.get('error'), 'access_denied')

    const again = await ask(asking, browser, { scope: 'openid email' })
    const { body } = await post(browser, again.location, 'consent', { accept: true })
    const tokens = await redeem(asking, await follow(browser, pathOf(body.redirectTo)), again.checks)
    assert.equal(tokens.claims()?.email, user.email)
    assert.match((await ask(asking, browser, { scope: 'openid email' })).location, /^https:/)
    // Another browser, and more than was allowed
    const other = browse()
    assert.equal((await signInAt(asking, other, user, { scope: 'openid email' })).claims()?.sub, user.key)
    const more = await ask(asking, other, { scope: 'openid email profile' })
    assert.equal((await stepAt(other, more.location)).step, 'consent')
    assert.match((await ask(asking, browser, { scope: 'openid', prompt: 'consent' })).location, /^\/sign-in\//)
  })

  test('shows the session in the list, and ends there', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await application({ allowsRefreshTokens: true })
    const tokens = await signInAt(one, browser, user, { scope: 'openid offline_access' })
    const portal = browse()
    await signIn(portal, user)
    const { csrfToken } = await sessionIn(portal)
    const { body } = await portal.get('/portal/account/sessions')
    const listed = body.results.filter(({ isCurrent }: { isCurrent: boolean }) => !isCurrent)
    assert.equal(listed.length, 1)
    const headers = { 'x-csrf-token': csrfToken, origin: `http://localhost:${new URL(server.url).port}` }
    const ended = await portal.send('DELETE', `/portal/account/sessions/${listed[0].key}`, { headers })
    assert.equal(ended.status, 204, ended.text)
    await assert.rejects(fetchUserInfo(one, tokens.access_token, user.key))
    await assert.rejects(refreshTokenGrant(one, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
    assert.match((await ask(one, browser)).location, /^\/sign-in\//)
  })

  test('ends with its user', async () => {
    const [user, browser] = [await someone(), browse()]
    const one = await application({ allowsRefreshTokens: true })
    const tokens = await signInAt(one, browser, user, { scope: 'openid offline_access' })
    await updateUser(server.context, server.system, user.key, { isActive: false })
    await assert.rejects(fetchUserInfo(one, tokens.access_token, user.key))
    await assert.rejects(refreshTokenGrant(one, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
    await updateUser(server.context, server.system, user.key, { isActive: true })
    await assert.rejects(refreshTokenGrant(one, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
    assert.match((await ask(one, browser)).location, /^\/sign-in\//)
  })
})
