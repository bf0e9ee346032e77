import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn, signIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { type OidcProvider, startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'
import { listProfiles } from '../../../modules/directory/users/find-external-profile.ts'

const path = '/portal/account/identity-providers'

onBothEngines('Linking a further account from one’s own account', (engine) => {
  let server: TestServer
  let idp: OidcProvider
  let made = 0
  const browse = (): Browser => new Browser(server.url)
  const everywhere = { organization: true, environmentKeys: [] }

  before(async () => {
    server = await startTestServer({ engine })
    const origin = `http://localhost:${new URL(server.url).port}`
    idp = await startOidcProvider({ redirectUris: [`${origin}/portal/providers/callback`] })
  })

  const register = async (): Promise<string> => {
    const { issuer, clientId, clientSecret } = idp
    const oidcConfiguration = {
      discoveryUrl: issuer,
      clientId,
      clientSecret,
      clientAuthenticationMethod: 'client_secret_basic' as const,
    }
    const request = { name: `Provider ${++made}`, type: 'OIDC' as const, oidcConfiguration }
    const { key } = await createIdentityProvider(server.context, server.system, request)
    await replaceProviderAssignments(server.context, server.system, key, everywhere)
    return key
  }
  const account = () => {
    const sub = `subject-${engine}-${++made}`
    return { sub, name: 'Ada Acme', email: `${sub}@example.com`, email_verified: true }
  }
  const someone = async () => {
    const user = { ...(await createPasswordUser(server)), password: goodPassword }
    const browser = browse()
    await signIn(browser, user)
    return { ...user, browser }
  }
  const begin = async (browser: Browser, key: string) => {
    const { csrfToken } = await sessionIn(browser)
    return browser.post(path, { key }, { 'x-csrf-token': csrfToken })
  }
  /** From the provider back to the page of the account, or where it does not go on */
  const comeBack = async (browser: Browser, callback: string): Promise<string> => {
    const handed = target(await browser.get(callback))
    const answered = target(await browser.get(handed))
    assert.match(answered, /^\/portal\/account\/identity-providers\/answers\/account-/)
    const answer = await browser.get(answered)
    return answer.status === 303 ? target(answer) : String(answer.status)
  }
  const linkedOf = async (userKey: string): Promise<string[]> =>
    (await listProfiles(server.context, server.organizationKey, userKey)).flatMap(({ subject }) => subject ?? [])

  test('signs in with it from then on, whatever e-mail it has, and the user is told', async () => {
    const key = await register()
    const user = await someone()
    const offered = async () => (await user.browser.get(path)).body.offered.map((one: { key: string }) => one.key)
    assert.ok((await offered()).includes(key))
    idp.account = account()
    const { status, body, text } = await begin(user.browser, key)
    assert.equal(status, 200, text)
    assert.equal(new URL(body.redirectTo).searchParams.get('max_age'), '60')
    const callback = await idp.authorize(body.redirectTo)
    assert.equal(await comeBack(user.browser, callback), '/account?linked=done')
    assert.ok((await linkedOf(user.key)).includes(idp.account.sub))
    assert.equal((await offered()).includes(key), false)
    assert.match((await mailTextsTo(server, user.email)).at(-1) ?? '', /was linked/)
    assert.equal(await comeBack(user.browser, callback), '/account?linked=expired', 'one answer is taken')
    const other = browse()
    const uid = await beginSignIn(other)
    const { body: asked } = await other.post(`/portal/interactions/${uid}/provider`, { key })
    const back = target(await other.get(target(await other.get(await idp.authorize(asked.redirectTo)))))
    await finishSignIn(other, back)
    assert.equal((await sessionIn(other)).user.key, user.key)
  })

  test('links nothing in another browser, session or account', async () => {
    const key = await register()
    const user = await someone()
    const before = await linkedOf(user.key)
    idp.account = account()
    const callback = await idp.authorize((await begin(user.browser, key)).body.redirectTo)
    const stranger = await someone()
    const owned = await linkedOf(stranger.key)
    assert.equal(await comeBack(stranger.browser, callback), '/account?linked=expired')
    assert.equal(await comeBack(browse(), callback), '401')
    const { csrfToken } = await sessionIn(user.browser)
    await user.browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })
    await signIn(user.browser, user)
    assert.equal(await comeBack(user.browser, callback), '/account?linked=expired', 'another session')
    assert.deepEqual(await linkedOf(user.key), before)
    assert.deepEqual(await linkedOf(stranger.key), owned)

    const swapped = new URL(await idp.authorize((await begin(stranger.browser, key)).body.redirectTo), server.url)
    const own = new URL((await begin(user.browser, key)).body.redirectTo)
    swapped.searchParams.set('state', own.searchParams.get('state') ?? '')
    assert.equal(await comeBack(user.browser, swapped.pathname + swapped.search), '/account?linked=failed')
    assert.deepEqual(await linkedOf(user.key), before)
  })

  test('links nothing that is another user’s, nor a second account, nor at a provider that was withdrawn', async () => {
    const key = await register()
    const [one, other] = [await someone(), await someone()]
    const link = async (browser: Browser, who: { sub: string }) => {
      idp.account = who
      return comeBack(browser, await idp.authorize((await begin(browser, key)).body.redirectTo))
    }
    const first = account()
    assert.equal(await link(one.browser, first), '/account?linked=done')
    assert.equal(await link(other.browser, first), '/account?linked=taken')
    assert.equal(await link(one.browser, account()), '/account?linked=taken')
    assert.equal(await link(one.browser, first), '/account?linked=done', 'the same account once more')
    const callback = await idp.authorize((await begin(other.browser, key)).body.redirectTo)
    await replaceProviderAssignments(server.context, server.system, key, { organization: false, environmentKeys: [] })
    assert.equal(await comeBack(other.browser, callback), '/account?linked=failed')
    assertProblem(await begin(other.browser, key), 'external_provider_refused')
    assert.equal((await linkedOf(other.key)).includes(first.sub), false)
  })

  test('begins by a recent sign-in alone, and a page of the portal', async () => {
    const key = await register()
    const user = await someone()
    assert.equal((await user.browser.post(path, { key })).status, 403, 'no CSRF token')
    await server.context.database.db
      .updateTable('sessions')
      .set({ created_at: new Date(Date.now() - 3_600_000).toISOString() })
      .where('user_key', '=', user.key)
      .execute()
    assertProblem(await begin(user.browser, key), 'sign_in_not_recent')
  })
})
