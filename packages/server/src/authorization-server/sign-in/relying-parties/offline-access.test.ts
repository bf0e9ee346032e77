import assert from 'node:assert/strict'
import { afterEach, before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  registerApplication,
  signInAt,
} from '@portico/testing/sign-in-application.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { fetchUserInfo, refreshTokenGrant } from 'openid-client'
import { updateUser } from '../../../modules/directory/users/update-user.ts'
import { deleteExpiredSessions } from '../../../modules/members/sessions/delete-expired-sessions.ts'

const hour = 3_600_000
const day = 24 * hour
const scope = 'openid offline_access'
const invalidGrant = { error: 'invalid_grant' }

onBothEngines('Offline access', (engine) => {
  let server: TestServer
  const clock = testClock()
  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })
  const application = async (settings = {}) =>
    configurationOf(server, await registerApplication(server, { allowsRefreshTokens: true, ...settings }))
  let passed = 0
  const pass = async (milliseconds: number) => {
    passed += milliseconds
    clock.advance(milliseconds)
    await deleteExpiredSessions(server.context, new AbortController().signal)
  }

  // The library's own clock stands still for all that: sign-ins begin where it is.
  afterEach(() => {
    clock.advance(-passed)
    passed = 0
  })
  before(async () => {
    server = await startTestServer({ engine, clock })
  })

  test('lasts for as long as the application may have it, not as long as the session', async () => {
    const [user, browser] = [await someone(), new Browser(server.url)]
    const [one, other] = [await application({ refreshTokenDays: 20 }), await application({ refreshTokenDays: 1 })]
    const short = await signInAt(other, browser, user, { scope })
    let { refresh_token = '' } = await signInAt(one, browser, user, { scope })
    await pass(13 * hour)
    const { path } = await beginAt(one, { prompt: 'none' })
    assert.match(await follow(browser, path), /error=login_required/, 'the session signs nobody in any more')
    for (const days of [0, 3, 9, 7]) {
      await pass(days * day)
      refresh_token = (await refreshTokenGrant(one, refresh_token)).refresh_token ?? ''
    }
    await assert.rejects(refreshTokenGrant(other, short.refresh_token ?? ''), invalidGrant)
    await pass(2 * day)
    const { db } = server.context.database
    const found = await db.selectFrom('sign_on_sessions').select('uid').where('user_key', '=', user.key).execute()
    assert.equal(found.length, 1, 'kept for the token of the last day')
    await pass(30 * day)
    await assert.rejects(refreshTokenGrant(one, refresh_token), invalidGrant)
    const left = await db.selectFrom('sign_on_sessions').select('uid').where('user_key', '=', user.key).execute()
    assert.deepEqual(left, [], 'and not for ever')
  })

  test('ends with everything that ends the session, also long after it signed anybody in', async () => {
    const [user, browser] = [await someone(), new Browser(server.url)]
    const one = await application()
    const first = await signInAt(one, browser, user, { scope })
    const second = await signInAt(one, new Browser(server.url), user, { scope })
    await pass(2 * day)
    const living = await refreshTokenGrant(one, first.refresh_token ?? '')
    const portal = await sessionOf(server, server.organizationKey, user.key)
    const { body } = await portal.send('GET', '/portal/account/sessions')
    const listed = body.results.filter(({ isCurrent }: { isCurrent: boolean }) => !isCurrent)
    assert.equal(listed.length, 2)
    const ended = await portal.send('DELETE', `/portal/account/sessions/${listed[1].key}`)
    assert.equal(ended.status, 204, ended.text)
    await assert.rejects(refreshTokenGrant(one, living.refresh_token ?? ''), invalidGrant)
    await assert.rejects(fetchUserInfo(one, living.access_token, user.key))

    await updateUser(server.context, server.system, user.key, { isActive: false })
    await assert.rejects(refreshTokenGrant(one, second.refresh_token ?? ''), invalidGrant)
    await updateUser(server.context, server.system, user.key, { isActive: true })
    await assert.rejects(refreshTokenGrant(one, second.refresh_token ?? ''), invalidGrant)
  })

  test('is not had without asking for it, or without being allowed it', async () => {
    const user = await someone()
    const [one, other] = [await application(), await application({ allowsRefreshTokens: false, scopes: ['openid'] })]
    assert.equal((await signInAt(one, new Browser(server.url), user)).refresh_token, undefined)
    assert.equal((await signInAt(other, new Browser(server.url), user, { scope })).refresh_token, undefined)
  })
})
