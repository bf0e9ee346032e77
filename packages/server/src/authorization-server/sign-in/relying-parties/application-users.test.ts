import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  refuseAt,
  registerApplication,
  signInAt,
} from '@portico/testing/sign-in-application.ts'
import { until } from '@portico/testing/until.ts'
import { decodeJwt } from 'jose'
import { fetchUserInfo, refreshTokenGrant } from 'openid-client'
import { newKey } from '../../../db/keys.ts'

onBothEngines('Who may use an application', (engine) => {
  let server: TestServer
  let group: { key: string; name: string }
  const browse = (): Browser => new Browser(server.url)
  const someone = async () => ({ ...(await createPasswordUser(server)), password: goodPassword })

  before(async () => {
    server = await startTestServer({ engine })
    const created_at = new Date().toISOString()
    group = { key: newKey(Date.now()), name: 'Night shift' }
    const row = { organization_key: server.organizationKey, environment_key: server.environments[0]?.key ?? '' }
    const names = { name: group.name, name_folded: 'night shift', description: null }
    await server.context.database.db
      .insertInto('groups')
      .values({ ...row, ...names, key: group.key, created_at, updated_at: created_at })
      .execute()
  })

  const change = async (of: 'add' | 'remove', userKey: string) => {
    const { db } = server.context.database
    if (of === 'remove') {
      await db.deleteFrom('group_users').where('user_key', '=', userKey).execute()
      return
    }
    const row = { organization_key: server.organizationKey, group_key: group.key, user_key: userKey }
    await db
      .insertInto('group_users')
      .values({ ...row, membership_type: 'Assigned', created_at: new Date().toISOString() })
      .execute()
  }

  test('is asked each time, and what was lost is lost at the next refresh and userinfo', async () => {
    const [member, other] = [await someone(), await someone()]
    await change('add', member.key)
    const registered = await registerApplication(server, {
      environmentKey: server.environments[0]?.key ?? null,
      allowedUsers: { who: 'groups', groupKeys: [group.key] },
      allowsRefreshTokens: true,
      scopes: ['openid', 'groups', 'offline_access'],
    })
    const one = await configurationOf(server, registered)
    const tokens = await signInAt(one, browse(), member, { scope: 'openid groups offline_access' })
    assert.deepEqual(tokens.claims()?.groups, [group.name])
    assert.deepEqual(decodeJwt(tokens.access_token).groups, [group.name])
    assert.deepEqual((await fetchUserInfo(one, tokens.access_token, member.key)).groups, [group.name])

    const browser = browse()
    assert.equal(await refuseAt(one, browser, other), 'access_denied')
    const silent = new URL(await follow(browser, (await beginAt(one, { prompt: 'none' })).path))
    assert.equal(silent.searchParams.get('error'), 'access_denied')

    await change('remove', member.key)
    await assert.rejects(fetchUserInfo(one, tokens.access_token, member.key))
    await assert.rejects(refreshTokenGrant(one, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
    // And the session's part of it ends, of which the application is told.
    const { db } = server.context.database
    const sid = String(tokens.claims()?.sid)
    const isGone = async () =>
      (await db.selectFrom('sign_on_clients').select('sid').where('sid', '=', sid).execute()).length === 0
    await until(isGone, 10_000)
  })
})
