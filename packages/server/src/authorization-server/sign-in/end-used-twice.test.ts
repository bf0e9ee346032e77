import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  redirectUri,
  registerApplication,
  signInAt,
  typePassword,
} from '@portico/testing/sign-in-application.ts'
import { decodeJwt } from 'jose'
import { tokenRevocation } from 'openid-client'

const scope = 'openid offline_access'

onBothEngines('What an application was issued', (engine) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ engine })
  })

  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })
  // Nobody is there: what it is told is tried again later.
  const backChannelLogoutUri = 'https://127.0.0.1/logout'
  const register = () => registerApplication(server, { allowsRefreshTokens: true, backChannelLogoutUri })
  const ask = (application: { clientId: string; clientSecret: string | null }, form: Record<string, string>) => {
    const { clientId: client_id, clientSecret } = application
    return send(server.url, 'POST', '/identity/token', {
      form: { client_id, client_secret: clientSecret ?? '', ...form },
      headers: { host: new URL(server.context.publicUrl()).host },
    })
  }
  const refreshed = (token = '') => ({ grant_type: 'refresh_token', refresh_token: token })
  const counts = async (token: string): Promise<boolean> =>
    (await send(server.url, 'GET', '/identity/userinfo', { token })).status === 200
  const sidOf = (token: string): string => String(decodeJwt(token).sid)
  const isTold = async (token: string): Promise<boolean> => {
    const { db } = server.context.database
    return (await db.selectFrom('logout_notices').select('sid').execute()).some(({ sid }) => sid === sidOf(token))
  }

  for (const [name, bring] of Object.entries({
    'one after the other': async (twice: () => ReturnType<typeof ask>) => [await twice(), await twice()],
    'at one moment': (twice: () => ReturnType<typeof ask>) => Promise.all([twice(), twice()]),
  })) {
    test(`ends with a refresh token that is brought twice ${name}, and it is told`, async () => {
      const [user, browser] = [await someone(), new Browser(server.url)]
      const [one, other] = [await register(), await register()]
      const configuration = await configurationOf(server, one)
      const tokens = await signInAt(configuration, browser, user, { scope })
      const others = await signInAt(await configurationOf(server, other), browser, user, { scope })
      const answers = await bring(() => ask(one, refreshed(tokens.refresh_token)))
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400])
      const thief = answers.find(({ status }) => status === 200)?.body
      for (const token of [tokens.access_token, thief.access_token]) assert.equal(await counts(token), false)
      assert.equal((await ask(one, refreshed(thief.refresh_token))).body.error, 'invalid_grant')
      // Another application in the same session goes on.
      assert.equal(await counts(others.access_token), true)
      assert.equal((await ask(other, refreshed(others.refresh_token))).status, 200)
      assert.deepEqual([await isTold(tokens.access_token), await isTold(others.access_token)], [true, false])

      // The user signs in there again, in the same session, and what the thief has counts for nothing all the same.
      const again = await signInAt(configuration, browser, user, { scope })
      assert.equal(await counts(again.access_token), true)
      await server.context.database.db
        .updateTable('sign_on_clients')
        .set({ created_at: new Date(Number(decodeJwt(thief.access_token).iat) * 1_000 + 31_000).toISOString() })
        .where('sid', '=', sidOf(thief.access_token))
        .execute()
      assert.equal(await counts(thief.access_token), false)
    })
  }

  test('ends with a code that is brought twice, by the application alone', async () => {
    const [user, browser] = [await someone(), new Browser(server.url)]
    const [one, other] = [await register(), await register()]
    const { path, checks } = await beginAt(await configurationOf(server, one), { scope })
    const page = await follow(browser, await typePassword(browser, await follow(browser, path), user))
    const form = {
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: new URL(page).searchParams.get('code') ?? '',
      code_verifier: String(checks.pkceCodeVerifier),
    }
    const { access_token: token } = (await ask(one, form)).body
    for (const [application, changed] of [
      [other, {}],
      [one, { code_verifier: 'x'.repeat(43) }],
      [one, { redirect_uri: 'https://app.example.com/' }],
    ] as const) {
      assert.equal((await ask(application, { ...form, ...changed })).status, 400)
      assert.deepEqual([await counts(token), await isTold(token)], [true, false])
    }
    assert.equal((await ask(one, form)).body.error, 'invalid_grant')
    assert.deepEqual([await counts(token), await isTold(token)], [false, true])
  })

  test('goes on where it revokes its refresh token', async () => {
    const one = await register()
    const configuration = await configurationOf(server, one)
    const tokens = await signInAt(configuration, new Browser(server.url), await someone(), { scope })
    await tokenRevocation(configuration, tokens.refresh_token ?? '')
    assert.equal((await ask(one, refreshed(tokens.refresh_token))).body.error, 'invalid_grant')
    assert.deepEqual([await counts(tokens.access_token), await isTold(tokens.access_token)], [true, false])
  })
})
