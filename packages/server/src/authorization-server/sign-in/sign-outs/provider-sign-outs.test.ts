import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { beginAt, configurationOf, follow, redeem, registerApplication } from '@portico/testing/sign-in-application.ts'
import { type OidcProvider, startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import { decodeJwt } from 'jose'
import { buildEndSessionUrl } from 'openid-client'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import { deleteIdentityProvider } from '../../../modules/directory/identity-providers/delete-identity-provider.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'

const goodbye = 'https://app.example.com/goodbye'
const signedOutAt = '/portal/providers/signed-out'

onBothEngines('Signing out at an external OpenID provider', (engine) => {
  let server: TestServer
  let idp: OidcProvider
  let key = ''
  let made = 0
  const browse = (): Browser => new Browser(server.url)
  const origin = (): string => `http://localhost:${new URL(server.url).port}`

  before(async () => {
    server = await startTestServer({ engine })
    idp = await startOidcProvider({
      redirectUris: [`${origin()}/portal/providers/callback`],
      postLogoutRedirectUris: [origin() + signedOutAt],
    })
    key = await register(idp)
  })

  async function register({
    issuer,
    clientId,
    clientSecret,
  }: Pick<OidcProvider, 'issuer' | 'clientId' | 'clientSecret'>) {
    const oidcConfiguration = {
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      clientAuthenticationMethod: 'client_secret_basic' as const,
    }
    const request = { name: `Provider ${++made}`, type: 'OIDC', autoCreateProfiles: true, oidcConfiguration } as const
    const { key } = await createIdentityProvider(server.context, server.system, request)
    const everywhere = { organization: true, environmentKeys: [] }
    await replaceProviderAssignments(server.context, server.system, key, everywhere)
    return key
  }

  /** @returns where the interaction goes on, once the provider has said who it is */
  async function proveAt(browser: Browser, uid: string): Promise<string> {
    const sub = `subject-${engine}-${++made}`
    idp.account = { sub, name: 'Ada Acme', email: `${sub}@example.com`, email_verified: true }
    const { body } = await browser.post(`/portal/interactions/${uid}/provider`, { key })
    const callback = await idp.authorize(body.redirectTo)
    return target(await browser.get(target(await browser.get(callback))))
  }
  async function signedIn(): Promise<Browser> {
    const browser = browse()
    await finishSignIn(browser, await proveAt(browser, await beginSignIn(browser)))
    return browser
  }
  async function signOut(browser: Browser) {
    const { csrfToken } = await sessionIn(browser)
    const answer = await browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })
    assert.equal((await browser.get('/portal/session')).status, 204)
    return answer
  }
  /** Signed out in the portal and at the provider. @returns where the provider sends the browser */
  async function leave(browser: Browser): Promise<string> {
    return idp.signOut((await signOut(browser)).body.redirectTo)
  }
  async function signedInAtApplication() {
    const browser = browse()
    const registered = await registerApplication(server, { postLogoutRedirectUris: [goodbye] })
    const configuration = await configurationOf(server, registered)
    const { path, checks } = await beginAt(configuration)
    const page = await follow(browser, path)
    const resumed = await proveAt(browser, page.replace('/sign-in/', ''))
    const tokens = await redeem(configuration, await follow(browser, resumed), checks)
    return { browser, registered, configuration, hint: tokens.id_token ?? '' }
  }
  const endPath = (configuration: Parameters<typeof buildEndSessionUrl>[0], parameters: Record<string, string>) => {
    const url = buildEndSessionUrl(configuration, parameters)
    return url.pathname + url.search
  }

  test('in the portal ends both sessions, and comes back to the page that says so', async () => {
    const browser = await signedIn()
    const before = idp.endedSessions
    const answer = await signOut(browser)
    assert.equal(answer.status, 200)
    const url = new URL(answer.body.redirectTo)
    assert.equal(url.origin + url.pathname, `${idp.issuer}/session/end`)
    const { id_token_hint: hint = '', state = '', ...more } = Object.fromEntries(url.searchParams)
    assert.equal(decodeJwt(hint).sub, idp.account?.sub)
    assert.deepEqual(more, { client_id: idp.clientId, post_logout_redirect_uri: origin() + signedOutAt })
    assert.match(state, /^[\w-]{43}\.[\w-]{22}$/)
    const back = await idp.signOut(url.href)
    assert.equal(idp.endedSessions, before + 1)
    assert.equal(back, `${signedOutAt}?${new URLSearchParams({ state })}`)
    assert.equal(target(await browser.get(back)), '/sign-out')
  })

  test('at an application comes back to its address with its state, with and without a confirmation', async () => {
    const one = await signedInAtApplication()
    const asked = { post_logout_redirect_uri: goodbye, state: 'a b&c=d' }
    const before = idp.endedSessions
    const answer = await one.browser.get(endPath(one.configuration, { id_token_hint: one.hint, ...asked }))
    assert.match(String(answer.headers.location), new RegExp(`^${idp.issuer}/session/end\\?`))
    // The provider learns nothing of the application.
    assert.ok(!String(answer.headers.location).includes('app.example.com'))
    const back = await one.browser.get(await idp.signOut(String(answer.headers.location)))
    assert.equal(back.headers.location, `${goodbye}?state=a+b%26c%3Dd`)
    assert.equal(idp.endedSessions, before + 1)
    // Nobody is signed in by now.
    const again = await one.browser.get(endPath(one.configuration, { id_token_hint: one.hint, ...asked }))
    assert.equal(again.headers.location, `${goodbye}?state=a+b%26c%3Dd`)

    const other = await signedInAtApplication()
    const page = target(await other.browser.get(endPath(other.configuration, asked)))
    const request = new URL(page, server.url).searchParams.get('request')
    const confirmed = await other.browser.post('/portal/sign-outs', { request })
    const returned = await other.browser.get(await idp.signOut(confirmed.body.redirectTo))
    assert.equal(returned.headers.location, `${goodbye}?state=a+b%26c%3Dd`)
    assert.equal(idp.endedSessions, before + 2)
  })

  test('the way back leads on once, in the browser that left, with its state', async () => {
    const one = await signedInAtApplication()
    const asked = { id_token_hint: one.hint, post_logout_redirect_uri: goodbye }
    const answer = await one.browser.get(endPath(one.configuration, asked))
    const back = await idp.signOut(String(answer.headers.location))
    const state = new URL(back, origin()).searchParams.get('state') ?? ''
    // Another browser, also one that is on a way out of its own
    const other = await signedIn()
    const others = await leave(other)
    for (const browser of [browse(), other]) assert.equal(target(await browser.get(back)), '/sign-out')
    for (const query of [
      '',
      '?state=',
      '?state=https://evil.example.com/',
      `?state=${state}x`,
      `?state=${state.slice(0, -1)}`,
      `?state=${state.slice(0, 16)}${'A'.repeat(27)}${state.slice(43)}`,
      `?state=${state}&state=${state}`,
      `?target=https://evil.example.com/&redirectTo=//evil.example.com`,
      `?${new URL(others, origin()).searchParams}`,
    ])
      assert.equal(target(await one.browser.get(signedOutAt + query)), '/sign-out', query)
    // A cookie of a browser is not that of another, whatever its name
    const cookie = other.cookies.find(({ name }) => name.startsWith('portico-sign-out-'))
    const own = one.browser.cookies.find(({ name }) => name.startsWith('portico-sign-out-'))
    assert.ok(cookie && own && !decodeURIComponent(own.value).includes('app.example.com'))
    const thief = browse()
    thief.addCookies({ ...cookie, name: own.name })
    assert.equal(target(await thief.get(back)), '/sign-out')
    assert.equal((await one.browser.get(back)).headers.location, goodbye)
    assert.equal(target(await one.browser.get(back)), '/sign-out')
    assert.equal(target(await other.get(others)), '/sign-out')
  })

  test('asks nothing of a provider that was deleted', async () => {
    const browser = await signedIn()
    const { db } = server.context.database
    await db.deleteFrom('user_identities').where('identity_provider_key', '=', key).execute()
    await deleteIdentityProvider(server.context, server.system, key)
    assert.equal((await signOut(browser)).status, 204)
    key = await register(idp)
  })

  test('goes on at once where the provider is down by then', async () => {
    const browser = await signedIn()
    const [one, other] = [await signedInAtApplication(), await signedInAtApplication()]
    await idp.close()
    assert.equal((await signOut(browser)).status, 204)
    const asked = { post_logout_redirect_uri: goodbye, state: 's' }
    const answer = await one.browser.get(endPath(one.configuration, { id_token_hint: one.hint, ...asked }))
    assert.equal(answer.headers.location, `${goodbye}?state=s`)
    const page = target(await other.browser.get(endPath(other.configuration, asked)))
    const request = new URL(page, server.url).searchParams.get('request')
    const confirmed = await other.browser.post('/portal/sign-outs', { request })
    assert.equal(confirmed.body.redirectTo, `${goodbye}?state=s`)
    assert.ok(server.logLines.some(({ msg }) => String(msg).startsWith('a provider does not answer')))
  })
})
