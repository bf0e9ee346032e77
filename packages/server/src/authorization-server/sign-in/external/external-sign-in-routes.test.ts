import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { Browser, beginSignIn, finishSignIn, sessionIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { type OidcProvider, startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import type { IdentityProviderPatchRequest } from '../../../modules/directory/identity-providers/identity-providers-schemas.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'
import { listAuditEntries } from '../../../modules/foundation/audit/list-audit-entries.ts'
import { updateSignInSettings } from '../../../modules/members/sign-in-settings/update-sign-in-settings.ts'

onBothEngines('Signing in through an external OpenID provider', (engine) => {
  let server: TestServer
  let idp: OidcProvider
  let made = 0
  const browse = (): Browser => new Browser(server.url)
  const origin = (): string => `http://localhost:${new URL(server.url).port}`

  before(async () => {
    server = await startTestServer({ engine })
    idp = await startOidcProvider({ redirectUris: [`${origin()}/portal/providers/callback`] })
  })

  const register = async (
    oidc: NonNullable<IdentityProviderPatchRequest['oidcConfiguration']> = {},
    settings: IdentityProviderPatchRequest = {},
  ): Promise<{ key: string; name: string }> => {
    const name = `Provider ${++made}`
    const oidcConfiguration = {
      discoveryUrl: `${idp.issuer}/.well-known/openid-configuration`,
      clientId: idp.clientId,
      clientSecret: idp.clientSecret,
      clientAuthenticationMethod: 'client_secret_basic' as const,
      ...oidc,
    }
    const request = { name, type: 'OIDC' as const, ...settings, oidcConfiguration }
    const { key } = await createIdentityProvider(server.context, server.system, request)
    const everywhere = { organization: true, environmentKeys: [] }
    await replaceProviderAssignments(server.context, server.system, key, everywhere)
    return { key, name }
  }
  const begin = async (browser: Browser, key: string, uid?: string, language?: string) => {
    const interaction = uid ?? (await beginSignIn(browser))
    const headers = language === undefined ? undefined : { 'portico-language': language }
    const answer = await browser.post(`/portal/interactions/${interaction}/provider`, { key }, headers)
    return { uid: interaction, answer, url: String(answer.body?.redirectTo) }
  }
  /** From the provider back to where the sign-in page or the portal goes on */
  const comeBack = async (browser: Browser, callback: string): Promise<string> =>
    target(await browser.get(target(await browser.get(callback))))
  const begun = async (browser: Browser) => ({ browser, uid: await beginSignIn(browser) })
  const stepOf = async (browser: Browser, uid: string) => (await browser.get(`/portal/interactions/${uid}`)).body
  const account = (more = {}) => {
    const sub = `subject-${engine}-${++made}`
    return { sub, name: 'Ada Acme', email: `${sub}@example.com`, email_verified: true, ...more }
  }

  test('creates the user and signs them in, and knows them the next time', async () => {
    const { key, name } = await register()
    idp.account = account()
    const keys: string[] = []
    for (const _ of ['first', 'second']) {
      const browser = browse()
      const uid = await beginSignIn(browser)
      const shown = await stepOf(browser, uid)
      assert.deepEqual(
        shown.providers.find((each: { key: string }) => each.key === key),
        { key, name, subtype: 'Custom' },
      )
      assert.deepEqual([shown.allowsPasswords, shown.client, shown.problem], [true, null, undefined])
      const { url } = await begin(browser, key, uid)
      const asked = new URL(url).searchParams
      assert.equal(asked.get('redirect_uri'), `${origin()}/portal/providers/callback/${key}`)
      assert.deepEqual(
        [asked.get('code_challenge_method'), asked.get('response_type'), asked.get('scope')],
        ['S256', 'code', 'openid profile email'],
      )
      assert.equal(asked.get('max_age'), '60')
      assert.ok((asked.get('nonce') ?? '').length > 30 && asked.get('state')?.startsWith(`${uid}.`))
      const resumed = await comeBack(browser, await idp.authorize(url))
      assert.equal(await finishSignIn(browser, resumed), '/')
      const { user, session } = await sessionIn(browser)
      assert.deepEqual([user.name, user.email, session.method], ['Ada Acme', idp.account.email, 'external'])
      keys.push(user.key)
    }
    assert.equal(new Set(keys).size, 1)
    const { results } = await listAuditEntries(server.context, server.system, { action: ['user.signed-in'] })
    assert.equal(results[0]?.entity.key, keys[0])
  })

  test('keeps the language of the page from which the browser has gone there', async () => {
    const { key } = await register()
    idp.account = account()
    const languages: unknown[] = []
    for (const said of ['pt', undefined, 'de', 'xx']) {
      const browser = browse()
      const { url } = await begin(browser, key, undefined, said)
      await finishSignIn(browser, await comeBack(browser, await idp.authorize(url)))
      languages.push((await browser.get('/portal/account/profile')).body.language)
    }
    assert.deepEqual(languages, ['pt', 'pt', 'de', 'de'])
  })

  test('the answer opens nothing in another browser, and nothing a second time', async () => {
    const { key } = await register()
    idp.account = account()
    const browser = browse()
    const { uid, url } = await begin(browser, key)
    const callback = await idp.authorize(url)
    for (const other of [browse(), (await begun(browse())).browser]) {
      assert.equal(await comeBack(other, callback), '/sign-in?problem=expired')
      assert.equal((await other.get('/portal/session')).status, 204)
    }
    await finishSignIn(browser, await comeBack(browser, callback))
    assert.equal(await comeBack(browser, callback), '/sign-in?problem=expired')
    assert.equal(target(await browser.get(`/portal/interactions/${uid}/external?code=x`)), '/sign-in?problem=expired')
  })

  test('an answer for another sign-in is refused, once, and other ways stay usable', async () => {
    const { key, name } = await register()
    const user = await createPasswordUser(server)
    idp.account = account()
    const browser = browse()
    const other = await begin(browser, key)
    const foreign = new URL(await idp.authorize(other.url), origin()).searchParams
    const answers: Record<string, (state: string, good: URLSearchParams) => Record<string, string>> = {
      'the code of another sign-in': (state) => ({ code: foreign.get('code') ?? '', state, iss: idp.issuer }),
      'another state': (state, good) => ({ code: good.get('code') ?? '', state: `${state}x`, iss: idp.issuer }),
      'the issuer of another provider': (state, good) => ({
        code: good.get('code') ?? '',
        state,
        iss: 'https://evil.example',
      }),
      'no issuer': (state, good) => ({ code: good.get('code') ?? '', state }),
      'no code': (state) => ({ state, iss: idp.issuer }),
      'a code of nobody': (state) => ({ code: 'x', state, iss: idp.issuer }),
    }
    for (const [what, answerOf] of Object.entries(answers)) {
      const { uid, url } = await begin(browser, key)
      const good = new URL(await idp.authorize(url), origin()).searchParams
      const answer = new URLSearchParams(answerOf(good.get('state') ?? '', good))
      assert.equal(await comeBack(browser, `/portal/providers/callback/${key}?${answer}`), `/sign-in/${uid}`, what)
      const { step, problem } = await stepOf(browser, uid)
      assert.deepEqual([step, problem.errorCode], ['password', 'PTC-FED-40002'], what)
      assert.match(problem.detail, new RegExp(name))
      // The right answer comes too late.
      assert.equal(
        await comeBack(browser, `/portal/providers/callback/${key}?${good}`),
        '/sign-in?problem=expired',
        what,
      )
      const { status, body } = await browser.post(`/portal/interactions/${uid}/password`, {
        email: user.email,
        password: goodPassword,
      })
      assert.equal(status, 200)
      if (what === 'no code') await finishSignIn(browser, body.redirectTo)
    }
    for (const query of ['', '?state=', '?state=../../x', `?state=${'x'.repeat(100)}.y`, '?code=x&state=%0d%0a']) {
      assert.equal(
        target(await browser.get(`/portal/providers/callback/${key}${query}`)),
        '/sign-in?problem=invalid-request',
      )
    }
    const lines = server.logLines.filter(({ msg }) => msg === 'an identity provider let nobody in')
    assert.ok(lines.some(({ reason }) => String(reason).includes('iss')))
  })

  test('who cancels at the provider, or finds it away, is told and goes on another way', async () => {
    const [works, away] = [await register(), await register({ discoveryUrl: 'http://127.0.0.1:9/' })]
    idp.account = null
    const browser = browse()
    const { uid, url } = await begin(browser, works.key)
    assert.equal(await comeBack(browser, await idp.authorize(url)), `/sign-in/${uid}`)
    assert.equal((await stepOf(browser, uid)).problem.errorCode, 'PTC-FED-40003')
    const { answer } = await begin(browser, away.key, uid)
    assertProblem(answer, 'external_provider_unavailable', away.name)
    idp.account = account()
    const again = await begin(browser, works.key, uid)
    assert.equal((await stepOf(browser, uid)).problem, undefined)
    await finishSignIn(browser, await comeBack(browser, await idp.authorize(again.url)))
  })

  test('begins only for providers that may be used, by a page of this origin, in the browser of the sign-in', async () => {
    const { key } = await register()
    await replaceProviderAssignments(server.context, server.system, key, { organization: false, environmentKeys: [] })
    const { browser, uid } = await begun(browse())
    const shown = await stepOf(browser, uid)
    assert.ok(!shown.providers.some((each: { key: string }) => each.key === key))
    for (const one of [key, randomUUID()]) {
      assertProblem((await begin(browser, one, uid)).answer, 'external_provider_refused')
    }
    await replaceProviderAssignments(server.context, server.system, key, { organization: true, environmentKeys: [] })
    const path = `/portal/interactions/${uid}/provider`
    assertProblem(await browser.post(path, { key }, { origin: 'https://evil.example' }), 'foreign_origin')
    assertProblem(await browse().post(path, { key }), 'sign_in_expired')
    // Withdrawn while the person is at the provider
    const { url } = await begin(browser, key, uid)
    idp.account = account()
    const callback = await idp.authorize(url)
    await replaceProviderAssignments(server.context, server.system, key, { organization: false, environmentKeys: [] })
    assert.equal(await comeBack(browser, callback), `/sign-in/${uid}`)
    assert.equal((await stepOf(browser, uid)).problem.errorCode, 'PTC-FED-40301')
  })

  test('a provider may send its answer as a form', async () => {
    const { key } = await register()
    idp.account = account()
    const browser = browse()
    const { url } = await begin(browser, key)
    const form = Object.fromEntries(new URL(await idp.authorize(url), origin()).searchParams)
    // From another site, and so without the cookies
    const headers = { origin: idp.issuer, 'sec-fetch-site': 'cross-site' }
    const posted = await browse().send('POST', `/portal/providers/callback/${key}`, { form, headers })
    await finishSignIn(browser, target(await browser.get(target(posted))))
  })

  test('a user who has a password proves it once, and signs in with the account from then on', async () => {
    const { key, name } = await register()
    const user = await createPasswordUser(server)
    const other = await createPasswordUser(server)
    idp.account = account({ email: user.email })
    const browser = browse()
    const { uid, url } = await begin(browser, key)
    assert.equal(await comeBack(browser, await idp.authorize(url)), `/sign-in/${uid}`)
    const shown = await stepOf(browser, uid)
    assert.deepEqual([shown.step, shown.email, shown.providerName], ['link', user.email, name])
    const prove = (email: string, password = goodPassword) =>
      browser.post(`/portal/interactions/${uid}/password`, { email, password })
    assertProblem(await browser.post(`/portal/interactions/${uid}/code`, { code: '123456' }), 'sign_in_failed')
    assertProblem(await prove(user.email, `${goodPassword}x`), 'sign_in_failed')
    assertProblem(await prove(other.email), 'external_email_taken')
    await finishSignIn(browser, (await prove(user.email)).body.redirectTo)
    const { user: signedIn, session } = await sessionIn(browser)
    assert.deepEqual([signedIn.key, session.method], [user.key, 'password'])
    const next = browse()
    await finishSignIn(next, await comeBack(next, await idp.authorize((await begin(next, key)).url)))
    assert.deepEqual((await sessionIn(next)).user.key, user.key)
  })

  test('whose e-mail is of the domain of a provider goes straight there', async () => {
    const { key } = await register()
    const row = { organization_key: server.organizationKey, domain: 'acme.example', identity_provider_key: key }
    await server.context.database.db.insertInto('identity_provider_domains').values(row).execute()
    const { browser, uid } = await begun(browse())
    assert.equal((await stepOf(browser, uid)).asksEmailFirst, true)
    const enter = (email: string) => browser.post(`/portal/interactions/${uid}/email`, { email })
    for (const email of ['ada@other.example', 'ada@sub.acme.example', 'acme.example@other.example']) {
      assert.deepEqual((await enter(email)).body, { step: 'password' })
    }
    assert.equal((await stepOf(browser, uid)).email, 'acme.example@other.example')
    const { body } = await enter('Ada@ACME.example')
    const asked = new URL(body.redirectTo).searchParams
    assert.equal(asked.get('login_hint'), 'Ada@ACME.example')
    idp.account = account({ email: 'ada@acme.example' })
    await finishSignIn(browser, await comeBack(browser, await idp.authorize(body.redirectTo)))
  })

  test('a second factor is asked for unless the provider is trusted for having asked for one', async () => {
    const { key } = await register()
    const demand = (secondFactorRequiredFor: 'nobody' | 'everybody') =>
      updateSignInSettings(server.context, server.system, origin(), { secondFactorRequiredFor })
    const comesTo = async (amr: string[]): Promise<string> => {
      const browser = browse()
      idp.amr = amr
      const { uid, url } = await begin(browser, key)
      const end = await comeBack(browser, await idp.authorize(url))
      if (end === `/sign-in/${uid}`) return (await stepOf(browser, uid)).step
      await finishSignIn(browser, end)
      return (await sessionIn(browser)).session.method
    }
    idp.account = account()
    await demand('everybody')
    try {
      assert.equal(await comesTo(['pwd', 'mfa']), 'enrolment')
      const { db } = server.context.database
      await db.updateTable('identity_providers').set({ trusts_second_factor: 1 }).where('key', '=', key).execute()
      assert.equal(await comesTo(['pwd']), 'enrolment')
      assert.equal(await comesTo(['pwd', 'mfa']), 'external+mfa')
    } finally {
      await demand('nobody')
      idp.amr = []
    }
    assert.equal(await comesTo([]), 'external')
  })
})
