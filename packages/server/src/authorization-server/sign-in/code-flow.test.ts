import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { configurationOf, registerApplication, signInAt } from '@portico/testing/sign-in-application.ts'
import { fetchUserInfo, refreshTokenGrant } from 'openid-client'

onBothEngines('An application', (engine) => {
  let server: TestServer
  let user: { key: string; email: string; password: string }
  const browse = (): Browser => new Browser(server.url)

  before(async () => {
    server = await startTestServer({ engine })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
  })

  test('signs a user in, and another one does not ask again', async () => {
    const browser = browse()
    const one = await configurationOf(server, await registerApplication(server))
    const tokens = await signInAt(one, browser, user, { scope: 'openid profile email' })
    const claims = tokens.claims()
    assert.equal(claims?.sub, user.key)
    assert.equal(claims?.email, user.email)
    assert.deepEqual(claims?.amr, ['pwd'])
    assert.equal(claims?.acr, 'urn:portico:one-factor')
    assert.ok(Math.abs(Number(claims?.auth_time) - Date.now() / 1000) < 60)
    const info = await fetchUserInfo(one, tokens.access_token, user.key)
    assert.equal(info.email, user.email)
    assert.equal(info.email_verified, false)

    const another = await configurationOf(server, await registerApplication(server))
    const second = await signInAt(another, browser, { email: 'nobody', password: 'wrong' })
    assert.equal(second.claims()?.sub, user.key)
    assert.equal(second.claims()?.auth_time, claims?.auth_time)
    assert.notEqual(second.claims()?.sid, claims?.sid)
    assert.equal(second.claims()?.email, undefined)
  })

  test('refreshes', async () => {
    const one = await configurationOf(server, await registerApplication(server, { allowsRefreshTokens: true }))
    const tokens = await signInAt(one, browse(), user, { scope: 'openid offline_access' })
    assert.ok(tokens.refresh_token)
    const next = await refreshTokenGrant(one, tokens.refresh_token)
    assert.ok(next.refresh_token && next.refresh_token !== tokens.refresh_token)
    assert.equal((await fetchUserInfo(one, next.access_token, user.key)).sub, user.key)
    await assert.rejects(refreshTokenGrant(one, tokens.refresh_token), { error: 'invalid_grant' })
    // Used twice, it may be a thief's: the one that took its place is worth nothing either.
    await assert.rejects(refreshTokenGrant(one, next.refresh_token), { error: 'invalid_grant' })
  })
})
