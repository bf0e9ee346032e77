import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startScriptedProvider } from '@portico/testing/scripted-oidc-provider.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { beginAt, configurationOf, follow, registerApplication } from '@portico/testing/sign-in-application.ts'
import { type OidcProvider, startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'
import { listProfiles } from '../../../modules/directory/users/find-external-profile.ts'
import { updateSignInSettings } from '../../../modules/members/sign-in-settings/update-sign-in-settings.ts'
import { linkUserProvider } from '../../../modules/sign-in/federation/link-user-provider.ts'

onBothEngines('An identity provider', (engine) => {
  let server: TestServer
  let idp: OidcProvider
  let made = 0
  const browse = (): Browser => new Browser(server.url)
  const origin = (): string => `http://localhost:${new URL(server.url).port}`

  before(async () => {
    server = await startTestServer({ engine })
    idp = await startOidcProvider({ redirectUris: [`${origin()}/portal/providers/callback`] })
  })

  const register = async ({ issuer, clientId, clientSecret } = idp): Promise<string> => {
    const oidcConfiguration = { discoveryUrl: issuer, clientId, clientSecret }
    const request = { name: `Provider ${++made}`, type: 'OIDC', oidcConfiguration } as const
    const { key } = await createIdentityProvider(server.context, server.system, {
      ...request,
      oidcConfiguration: { ...oidcConfiguration, clientAuthenticationMethod: 'client_secret_basic' },
    })
    const everywhere = { organization: true, environmentKeys: [] }
    await replaceProviderAssignments(server.context, server.system, key, everywhere)
    return key
  }
  const begin = async (browser: Browser, key: string, uid?: string) => {
    const interaction = uid ?? (await beginSignIn(browser))
    const { body } = await browser.post(`/portal/interactions/${interaction}/provider`, { key })
    return { uid: interaction, url: String(body.redirectTo) }
  }
  /** From the provider back to where the sign-in page or the portal goes on */
  const comeBack = async (browser: Browser, callback: string): Promise<string> =>
    target(await browser.get(target(await browser.get(callback))))
  const account = () => {
    const sub = `subject-${engine}-${++made}`
    return { sub, name: 'Ada Acme', email: `${sub}@example.com`, email_verified: true }
  }

  test('that sends people on to another is not handed the code of that one', async () => {
    const evil = await startScriptedProvider()
    const honest = await register()
    const key = await register({ ...idp, issuer: evil.issuer })
    idp.account = account()
    const [victim, attacker] = [browse(), browse()]
    const own = new URL((await begin(attacker, honest)).url)
    const asked = await begin(victim, key)
    // The victim comes to the honest provider with the request of the attacker, and back with their own state.
    own.searchParams.set('state', new URL(asked.url).searchParams.get('state') ?? '')
    const callback = await idp.authorize(own.href)
    assert.ok(callback.startsWith(`/portal/providers/callback/${honest}?`))
    assert.equal(await comeBack(victim, callback), `/sign-in/${asked.uid}`)
    const { body } = await victim.get(`/portal/interactions/${asked.uid}`)
    assert.deepEqual([body.step, body.problem.errorCode], ['password', 'PTC-FED-40002'])
    assert.equal([...(evil.tokenRequest ?? [])].length, 0)
    for (const address of [`/portal/providers/callback`, `/portal/providers/callback/none?state=${asked.uid}.x`]) {
      assert.ok((await victim.get(address)).status >= 400)
    }
  })

  test('that has asked for one factor signs nobody in any more once the organization wants two', async () => {
    const key = await register()
    const configuration = await configurationOf(server, await registerApplication(server))
    const errorIn = async (browser: Browser) => {
      const { path } = await beginAt(configuration, { prompt: 'none' })
      return new URL(await follow(browser, path)).searchParams.get('error')
    }
    const browser = browse()
    const page = await follow(browser, (await beginAt(configuration)).path)
    idp.account = account()
    const { url } = await begin(browser, key, page.slice('/sign-in/'.length))
    await follow(browser, await comeBack(browser, await idp.authorize(url)))
    assert.equal(await errorIn(browser), null)
    const demand = (secondFactorRequiredFor: 'nobody' | 'everybody') =>
      updateSignInSettings(server.context, server.system, origin(), { secondFactorRequiredFor })
    await demand('everybody')
    assert.equal(await errorIn(browser), 'login_required')
    await demand('nobody')
  })

  /** Somebody whose only way in is the first provider has come back from the second one, which knows the same e-mail. */
  async function asked() {
    const [first, second] = [await register(), await register()]
    const [former, later] = [account(), account()]
    const owner = { ...former, email: later.email }
    idp.account = owner
    const before = browse()
    await finishSignIn(before, await comeBack(before, await idp.authorize((await begin(before, first)).url)))
    const userKey = (await sessionIn(before)).user.key
    const browser = browse()
    idp.account = later
    const { uid, url } = await begin(browser, second)
    assert.equal(await comeBack(browser, await idp.authorize(url)), `/sign-in/${uid}`)
    const linked = async () =>
      (await listProfiles(server.context, server.organizationKey, userKey))
        .map(({ identityProviderKey }) => identityProviderKey)
        .sort()
    return { first, second, owner, later, userKey, browser, uid, linked }
  }
  const stepOf = async (browser: Browser, uid: string) => (await browser.get(`/portal/interactions/${uid}`)).body

  test('proves that an account at another one is the same person, in one sign-in', async () => {
    const { first, second, owner, later, userKey, browser, uid, linked } = await asked()
    const { step, providers } = await stepOf(browser, uid)
    assert.equal(step, 'link')
    const offered = providers.map(({ key }: { key: string }) => key)
    assert.deepEqual([offered.includes(first), offered.includes(second)], [true, false])
    idp.account = owner
    const proof = await begin(browser, first, uid)
    assert.equal(new URL(proof.url).searchParams.get('max_age'), '60')
    await finishSignIn(browser, await comeBack(browser, await idp.authorize(proof.url)))
    assert.equal((await sessionIn(browser)).user.key, userKey)
    assert.deepEqual(await linked(), [first, second].sort())
    const again = browse()
    idp.account = later
    await finishSignIn(again, await comeBack(again, await idp.authorize((await begin(again, second)).url)))
    assert.equal((await sessionIn(again)).user.key, userKey)
  })

  test('proves nothing by the account of somebody else, of nobody, or one that was only prepared', async () => {
    const { first, second, userKey, browser, uid, linked } = await asked()
    const stranger = account()
    idp.account = stranger
    const other = browse()
    await finishSignIn(other, await comeBack(other, await idp.authorize((await begin(other, first)).url)))
    const prepared = account()
    const third = await register()
    await linkUserProvider(server.context, server.system, userKey, { providerKey: third, subject: prepared.sub })
    const users = async () => (await server.context.database.db.selectFrom('users').select('key').execute()).length
    const before = await users()
    for (const [key, who] of [
      [first, stranger],
      [first, account()],
      [third, prepared],
    ] as const) {
      idp.account = who
      const { url } = await begin(browser, key, uid)
      assert.equal(await comeBack(browser, await idp.authorize(url)), `/sign-in/${uid}`)
      const { step, problem } = await stepOf(browser, uid)
      assert.deepEqual([step, problem.errorCode], ['link', 'PTC-FED-40304'])
    }
    assert.deepEqual(await linked(), [first, third].sort())
    assert.equal(await users(), before, 'nobody is created')
    assert.ok(second)
  })

  test('proves nothing in another browser or another sign-in, and only once', async () => {
    const { first, owner, browser, uid, linked } = await asked()
    idp.account = owner
    const { url } = await begin(browser, first, uid)
    const callback = await idp.authorize(url)
    const attacker = browse()
    const own = await begin(attacker, first)
    assert.equal(await comeBack(attacker, callback), '/sign-in?problem=expired')
    const swapped = new URL(callback, origin())
    swapped.searchParams.set('state', new URL(own.url).searchParams.get('state') ?? '')
    assert.equal(await comeBack(attacker, swapped.pathname + swapped.search), `/sign-in/${own.uid}`)
    assert.deepEqual(await linked(), [first])
    await finishSignIn(browser, await comeBack(browser, callback))
    assert.equal((await linked()).length, 2)
    assert.equal(await comeBack(browser, callback), '/sign-in?problem=expired')
  })

  test('proves nothing once one of the two is withdrawn, and a sign-in begun anew links nothing', async () => {
    const nowhere = { organization: false, environmentKeys: [] }
    for (const withdrawn of ['first', 'second'] as const) {
      const { first, second, owner, browser, uid, linked } = await asked()
      idp.account = owner
      const { url } = await begin(browser, first, uid)
      const callback = await idp.authorize(url)
      const key = withdrawn === 'first' ? first : second
      await replaceProviderAssignments(server.context, server.system, key, nowhere)
      assert.equal(await comeBack(browser, callback), `/sign-in/${uid}`)
      assert.equal((await stepOf(browser, uid)).problem.errorCode, 'PTC-FED-40301')
      assert.deepEqual(await linked(), [first])
    }
    const { first, owner, browser, linked } = await asked()
    idp.account = owner
    await finishSignIn(browser, await comeBack(browser, await idp.authorize((await begin(browser, first)).url)))
    assert.deepEqual(await linked(), [first])
  })

  test('a sign-in at the provider of one stage is none for an application of another', async () => {
    const key = await register()
    const [stage = { key: '' }, other = { key: '' }] = server.environments
    const registered = (environmentKey: string | null) => registerApplication(server, { environmentKey })
    const errorAt = async (browser: Browser, application: Awaited<ReturnType<typeof registered>>) => {
      const { path } = await beginAt(await configurationOf(server, application), { prompt: 'none' })
      return new URL(await follow(browser, path)).searchParams.get('error')
    }
    const applications = await Promise.all([stage.key, other.key, null].map(registered))
    await replaceProviderAssignments(server.context, server.system, key, {
      organization: false,
      environmentKeys: [stage.key],
    })
    const browser = browse()
    const [own] = applications
    assert.ok(own)
    const { path } = await beginAt(await configurationOf(server, own))
    const page = await follow(browser, path)
    idp.account = account()
    const { url } = await begin(browser, key, page.slice('/sign-in/'.length))
    await follow(browser, await comeBack(browser, await idp.authorize(url)))
    const errors = await Promise.all(applications.map((application) => errorAt(browser, application)))
    assert.deepEqual(errors, [null, 'login_required', 'login_required'])
    await replaceProviderAssignments(server.context, server.system, key, { organization: true, environmentKeys: [] })
    const later = await Promise.all(applications.map((application) => errorAt(browser, application)))
    assert.deepEqual(later, ['login_required', 'login_required', null])
  })
})
