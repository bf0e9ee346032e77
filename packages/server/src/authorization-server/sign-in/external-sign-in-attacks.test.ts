import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startScriptedProvider } from '@portico/testing/scripted-oidc-provider.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { beginAt, configurationOf, follow, registerApplication } from '@portico/testing/sign-in-application.ts'
import { type OidcProvider, startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import { createIdentityProvider } from '../../modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../modules/directory/identity-providers/replace-provider-assignments.ts'
import { updateSignInSettings } from '../../modules/members/sign-in-settings/update-sign-in-settings.ts'

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
