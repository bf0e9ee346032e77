import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Browser, pathOf } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization } from '@portico/testing/organizations.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import {
  beginAt,
  configurationOf,
  follow,
  redeem,
  redirectUri,
  registerApplication,
  signInAt,
  typePassword,
} from '@portico/testing/sign-in-application.ts'
import { decodeJwt } from 'jose'
import { fetchUserInfo, refreshTokenGrant, tokenIntrospection } from 'openid-client'
import { createRegisteredApi } from '../../../modules/relying-parties/registered-apis/create-registered-api.ts'
import { replaceRelyingPartyScopes } from '../../../modules/relying-parties/registered-apis/replace-relying-party-scopes.ts'
import { updateRegisteredApi } from '../../../modules/relying-parties/registered-apis/update-registered-api.ts'

const offline = 'openid profile offline_access'

onBothEngines('An application that calls APIs of the organization', (engine) => {
  let server: TestServer
  let user: { key: string; email: string; password: string }
  let made = 0
  const browse = (): Browser => new Browser(server.url)

  before(async () => {
    server = await startTestServer({ engine })
    user = { ...(await createPasswordUser(server)), password: goodPassword }
  })

  async function api(settings = {}) {
    const name = `orders ${++made}`
    const audience = `https://orders-${made}.example.com`
    const [read, write] = [`read${made}`, `write${made}`]
    const scopes = [
      { name: read, description: 'Read your orders' },
      { name: write, description: null },
    ]
    const created = await createRegisteredApi(server.context, server.system, { name, audience, scopes, ...settings })
    return { key: created.key, name, audience, read, write }
  }
  async function application(settings = {}) {
    const registered = await registerApplication(server, { allowsRefreshTokens: true, ...settings })
    return { registered, configuration: await configurationOf(server, registered) }
  }
  const give = (apiKey: string, { key }: { key: string }, scopes: string[]) =>
    replaceRelyingPartyScopes(server.context, server.system, apiKey, key, { scopes })
  /** The error with which an authorization request comes back */
  async function refusalOf({ configuration }: Awaited<ReturnType<typeof application>>, parameters = {}) {
    const { path } = await beginAt(configuration, parameters)
    const { searchParams } = new URL(await follow(browse(), path))
    return [searchParams.get('error'), searchParams.get('error_description')] as const
  }

  test('has a token for the one that it names, with the scopes that it was given', async () => {
    const [orders, one] = [await api({ accessTokenMinutes: 7 }), await application({ accessTokenMinutes: 30 })]
    await give(orders.key, one.registered, [orders.read, orders.write])
    const asked = { scope: `${offline} ${orders.read}`, resource: orders.audience }
    const tokens = await signInAt(one.configuration, browse(), user, asked)
    const claims = decodeJwt(tokens.access_token)
    assert.deepEqual([claims.aud, claims.scope, claims.sub], [orders.audience, orders.read, user.key])
    assert.equal(Number(claims.exp) - Number(claims.iat), 7 * 60)
    assert.equal(tokens.expires_in, 7 * 60)
    assert.ok(tokens.claims()?.name)
    const refreshed = await refreshTokenGrant(one.configuration, tokens.refresh_token ?? '')
    assert.deepEqual(decodeJwt(refreshed.access_token).aud, orders.audience)
    assert.deepEqual(decodeJwt(refreshed.access_token).scope, orders.read)
    // All that it was given, where it names none; and its own life, where that is shorter.
    const short = await application({ accessTokenMinutes: 3 })
    await give(orders.key, short.registered, [orders.read, orders.write])
    const all = await signInAt(short.configuration, browse(), user, { resource: orders.audience })
    assert.equal(decodeJwt(all.access_token).scope, `${orders.read} ${orders.write}`)
    assert.equal(all.expires_in, 3 * 60)
  })

  test('has a token that neither userinfo nor the APIs of Portico take', async () => {
    const [orders, one] = [await api(), await application()]
    await give(orders.key, one.registered, [orders.read])
    const tokens = await signInAt(one.configuration, browse(), user, { resource: orders.audience })
    const seen = await tokenIntrospection(one.configuration, tokens.access_token)
    assert.deepEqual([seen.active, seen.aud, seen.scope], [true, orders.audience, orders.read])
    await assert.rejects(fetchUserInfo(one.configuration, tokens.access_token, user.key))
    for (const path of ['/api/identity/v1/users', '/api/management/v1/relying-parties'])
      assert.equal(
        (await send(server.url, 'GET', path, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status,
        401,
        path,
      )
    await give(orders.key, one.registered, [])
    assert.equal((await tokenIntrospection(one.configuration, tokens.access_token)).active, false)
  })

  test('is refused in words what it was not given', async () => {
    const [orders, others, closed, one] = [await api(), await api(), await api(), await application()]
    await give(orders.key, one.registered, [orders.read])
    await give(closed.key, one.registered, [closed.read])
    await updateRegisteredApi(server.context, server.system, closed.key, { isActive: false })
    const foreign = await addOrganization(server.context, 'Other', 'other.example')
    const elsewhere = { name: 'Foreign', audience: 'urn:foreign', scopes: [{ name: 'read' }] }
    const { key: foreignKey } = await createRegisteredApi(server.context, foreign, elsewhere)
    await assert.rejects(give(foreignKey, one.registered, ['read']), { problem: 'registered_api_not_found' })
    const own = `${server.context.publicUrl()}/identity/userinfo`
    for (const resource of [
      others.audience,
      closed.audience,
      'urn:foreign',
      'https://nobody.example.com',
      own,
      'orders',
    ]) {
      const [error, words] = await refusalOf(one, { resource })
      assert.equal(error, 'invalid_target', resource)
      if (resource !== 'orders') assert.match(words ?? '', new RegExp(`scopes: ${orders.audience}\\.$`), resource)
    }
    for (const scope of [orders.write, others.read, 'admin']) {
      const [error, words] = await refusalOf(one, { resource: orders.audience, scope: `openid ${scope}` })
      assert.equal(error, 'invalid_scope', scope)
      assert.match(words ?? '', new RegExp(orders.read), scope)
    }
  })

  test('loses at the next refresh what was taken from it, and its refresh token stays', async () => {
    const [orders, one] = [await api(), await application()]
    await give(orders.key, one.registered, [orders.read, orders.write])
    const asked = { scope: `openid offline_access`, resource: orders.audience }
    const tokens = await signInAt(one.configuration, browse(), user, asked)
    await give(orders.key, one.registered, [orders.write])
    const fewer = await refreshTokenGrant(one.configuration, tokens.refresh_token ?? '')
    assert.equal(decodeJwt(fewer.access_token).scope, orders.write)
    await give(orders.key, one.registered, [])
    const again = () => refreshTokenGrant(one.configuration, fewer.refresh_token ?? '')
    await assert.rejects(again(), { error: 'invalid_target' })
    await give(orders.key, one.registered, [orders.read])
    const back = await again()
    assert.equal(decodeJwt(back.access_token).scope, orders.read)
  })

  test('names one of several each time, and none that the sign-in has not named', async () => {
    const [orders, bills, others, one] = [await api(), await api(), await api(), await application()]
    for (const { key, read } of [orders, bills, others]) await give(key, one.registered, [read])
    const { path, checks } = await beginAt(one.configuration, { scope: 'openid offline_access' })
    const more = new URLSearchParams([
      ['resource', orders.audience],
      ['resource', bills.audience],
    ])
    const browser = browse()
    const page = await follow(browser, `${path}&${more}`)
    const location = await follow(browser, await typePassword(browser, page, user))
    const form = (fields: string[][]) =>
      send(server.url, 'POST', '/identity/token', {
        headers: {
          host: new URL(server.context.publicUrl()).host,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: String(
          new URLSearchParams([
            ['client_id', one.registered.clientId],
            ['client_secret', one.registered.clientSecret ?? ''],
            ...fields,
          ]),
        ),
      })
    const code = [
      ['grant_type', 'authorization_code'],
      ['code', new URL(location).searchParams.get('code') ?? ''],
      ['redirect_uri', redirectUri],
      ['code_verifier', String(checks.pkceCodeVerifier)],
    ]
    const first = await form([...code, ['resource', bills.audience]])
    const answer = JSON.parse(first.text)
    assert.equal(first.status, 200, first.text)
    assert.deepEqual(decodeJwt(answer.access_token).aud, bills.audience)
    assert.equal(decodeJwt(answer.access_token).scope, bills.read)
    const refresh = [
      ['grant_type', 'refresh_token'],
      ['refresh_token', answer.refresh_token],
    ]
    for (const wrong of [[], [others.audience], [orders.audience, bills.audience], ['https://nobody.example.com']]) {
      const refused = await form([...refresh, ...wrong.map((resource) => ['resource', resource])])
      assert.equal(refused.status, 400, refused.text)
      assert.equal(JSON.parse(refused.text).error, 'invalid_target', String(wrong))
    }
    const other = await form([...refresh, ['resource', orders.audience]])
    assert.equal(other.status, 200, other.text)
    assert.equal(decodeJwt(JSON.parse(other.text).access_token).aud, orders.audience)
  })

  test('has the scopes that its users agree to, who read what each is for', async () => {
    const [orders, one] = [await api(), await application({ requiresConsent: true })]
    await give(orders.key, one.registered, [orders.read, orders.write])
    const browser = browse()
    const asked = { scope: `openid offline_access ${orders.read}`, resource: orders.audience }
    const { path, checks } = await beginAt(one.configuration, asked)
    const page = await follow(browser, await typePassword(browser, await follow(browser, path), user))
    const step = `/portal/interactions/${page.slice('/sign-in/'.length)}`
    const { body: shown } = await browser.get(step)
    assert.deepEqual(shown.scopes, ['openid', 'offline_access'])
    const read = { name: orders.read, description: 'Read your orders' }
    assert.deepEqual(shown.apis, [{ name: orders.name, audience: orders.audience, scopes: [read] }])
    const { body } = await browser.post(`${step}/consent`, { accept: true })
    const tokens = await redeem(one.configuration, await follow(browser, pathOf(body.redirectTo)), checks)
    assert.equal(decodeJwt(tokens.access_token).scope, orders.read)
    // Once agreed to, not asked again; more is.
    assert.match(await follow(browser, (await beginAt(one.configuration, asked)).path), /^https:/)
    const more = { ...asked, scope: `openid ${orders.write}` }
    assert.match(await follow(browser, (await beginAt(one.configuration, more)).path), /^\/sign-in\//)

    assert.equal((await tokenIntrospection(one.configuration, tokens.access_token)).active, true)
    const { db } = server.context.database
    await db.deleteFrom('relying_party_consents').where('user_key', '=', user.key).execute()
    assert.equal((await tokenIntrospection(one.configuration, tokens.access_token)).active, false)
    await assert.rejects(refreshTokenGrant(one.configuration, tokens.refresh_token ?? ''), { error: 'invalid_grant' })
  })
})
