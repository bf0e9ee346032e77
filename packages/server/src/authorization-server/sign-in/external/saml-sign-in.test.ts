import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { Browser, beginSignIn, finishSignIn, sessionIn, target } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { send } from '@portico/testing/requests.ts'
import { type SamlForm, type SamlTestProvider, startSamlProvider } from '@portico/testing/saml-provider.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createIdentityProvider } from '../../../modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../../modules/directory/identity-providers/replace-provider-assignments.ts'

onBothEngines('Signing in through a SAML provider', (engine) => {
  let server: TestServer
  let idp: SamlTestProvider
  let key: string
  let metadata: string

  before(async () => {
    server = await startTestServer({ engine })
    idp = await startSamlProvider()
    const samlConfiguration = [{ configName: 'metadataUrl', configValue: idp.metadataUrl }]
    const request = { name: 'Directory', type: 'SAML', autoCreateProfiles: true, samlConfiguration } as const
    key = (await createIdentityProvider(server.context, server.system, request)).key
    const everywhere = { organization: true, environmentKeys: [] }
    await replaceProviderAssignments(server.context, server.system, key, everywhere)
    metadata = (await send(server.url, 'GET', '/portal/saml/metadata')).text
  })

  const begin = async (browser: Browser): Promise<{ uid: string; url: URL }> => {
    const uid = await beginSignIn(browser)
    const { body } = await browser.post(`/portal/interactions/${uid}/provider`, { key })
    return { uid, url: new URL(body.redirectTo) }
  }
  /** Posted by a page of the provider: the browser sends no cookies along. @returns where it goes */
  const arrive = async ({ action, fields }: SamlForm): Promise<string> => {
    const headers = { origin: 'http://idp.example.com', 'sec-fetch-site': 'cross-site' }
    const answer = await send(server.url, 'POST', new URL(action).pathname, { form: fields, headers })
    assert.equal(answer.status, 303)
    return String(answer.headers.location)
  }
  const ada = { nameId: 'ada-1', attributes: { mail: `ada-${engine}@example.com`, displayName: 'Ada Lovelace' } }

  test('signs the person in to the portal, and ends their sessions where the provider asks for it', async () => {
    const browser = new Browser(server.url)
    const { url } = await begin(browser)
    const asked = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
    assert.match(asked, / ForceAuthn="true"/)
    const resumed = target(await browser.get(await arrive(await idp.answer(url, metadata, ada))))
    assert.equal(await finishSignIn(browser, resumed), '/')
    const { user, session } = await sessionIn(browser)
    assert.deepEqual([user.name, session.method], ['Ada Lovelace', 'external'])
    // Another session of hers, which began in another way
    const { db } = server.context.database
    await db.updateTable('sign_on_sessions').set({ identity_provider_key: null }).execute()
    const here = new Browser(server.url)
    const again = await begin(here)
    await finishSignIn(here, target(await here.get(await arrive(await idp.answer(again.url, metadata, ada)))))

    const other = new URL(idp.logoutUrl(metadata, { nameId: 'eve' }))
    assert.equal((await send(server.url, 'GET', other.pathname + other.search)).status, 303)
    assert.equal((await here.get('/portal/session')).status, 200)
    const ending = new URL(idp.logoutUrl(metadata, { ...ada, sessionIndex: '_session-1' }))
    assert.equal((await send(server.url, 'GET', ending.pathname + ending.search)).status, 303)
    assert.notEqual((await here.get('/portal/session')).status, 200)
    assert.equal((await browser.get('/portal/session')).status, 200)
  })

  test('signs out at the provider as well, and comes back from there', async () => {
    const signedIn = async (): Promise<Browser> => {
      const browser = new Browser(server.url)
      const { url } = await begin(browser)
      await finishSignIn(browser, target(await browser.get(await arrive(await idp.answer(url, metadata, ada)))))
      return browser
    }
    const signOut = async (browser: Browser) => {
      const { csrfToken } = await sessionIn(browser)
      const answer = await browser.post('/portal/sign-out', undefined, { 'x-csrf-token': csrfToken })
      assert.equal((await browser.get('/portal/session')).status, 204)
      return answer
    }
    const browser = await signedIn()
    const asked = new URL((await signOut(browser)).body.redirectTo)
    assert.match(JSON.stringify(await idp.checkLogout(asked, metadata)), /ada-1.*_session-|_session-.*ada-1/)
    const back = await idp.answerLogout(asked, metadata)
    const returning = target(await browser.get(back.pathname + back.search))
    assert.match(returning, /^\/portal\/providers\/signed-out\?state=/)
    assert.equal(target(await browser.get(returning)), '/sign-out')
    assert.ok(!server.logLines.some(({ msg }) => msg === 'a provider has not confirmed a sign-out'))

    const other = await signedIn()
    idp.breakLogout()
    assert.equal((await signOut(other)).status, 204)
  })

  test('opens nothing in another browser, and nothing a second time', async () => {
    const browser = new Browser(server.url)
    const { url } = await begin(browser)
    const form = await idp.answer(url, metadata, ada)
    const location = await arrive(form)
    const other = new Browser(server.url)
    await begin(other)
    assert.equal(target(await other.get(location)), '/sign-in?problem=expired')
    await finishSignIn(browser, target(await browser.get(location)))
    assert.equal(target(await browser.get(location)), '/sign-in?problem=expired')
    assert.equal(target(await browser.get(await arrive(form))), '/sign-in?problem=expired')
  })

  test('makes nobody another person who has followed their request to the provider', async () => {
    const attacker = new Browser(server.url)
    for (const guess of ['', '?ticket=', `?ticket=${'A'.repeat(43)}`, '?ticket=x&RelayState=y']) {
      const { uid, url } = await begin(attacker)
      // The victim is signed in at the provider: a link is enough, and their browser brings the answer.
      await arrive(await idp.answer(url, metadata, { ...ada, nameId: 'victim-7' }))
      assert.equal(target(await attacker.get(`/portal/interactions/${uid}/external${guess}`)), `/sign-in/${uid}`)
      const { body } = await attacker.get(`/portal/interactions/${uid}`)
      assert.deepEqual([body.step, body.problem.errorCode], ['password', 'PTC-FED-40002'])
    }
    assert.equal((await attacker.get('/portal/session')).status, 204)
  })

  test('says on the sign-in page that an answer was not accepted, and leaves other ways open', async () => {
    const browser = new Browser(server.url)
    const { uid, url } = await begin(browser)
    const form = await idp.answer(url, metadata, ada)
    const xml = Buffer.from(form.fields.SAMLResponse ?? '', 'base64')
      .toString()
      .replace('>ada-1<', '>eve-1<')
    const forged = { ...form, fields: { ...form.fields, SAMLResponse: Buffer.from(xml).toString('base64') } }
    assert.equal(target(await browser.get(await arrive(forged))), `/sign-in/${uid}`)
    const { body } = await browser.get(`/portal/interactions/${uid}`)
    assert.deepEqual([body.step, body.problem.errorCode], ['password', 'PTC-FED-40002'])
  })
})
