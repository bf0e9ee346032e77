import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { signedInMember } from '@portico/testing/signed-in-members.ts'
import { until } from '@portico/testing/until.ts'
import { replaceBrowserOrigins } from '../../src/modules/foundation/organizations/replace-browser-origins.ts'
import { updateOwnLimits } from '../../src/modules/foundation/organizations/update-own-limits.ts'

const path = '/api/management/v1/browser-origins'
const users = '/api/identity/v1/users'
const spa = 'https://app.example.com'
const otherSpa = 'https://elsewhere.example.com'

onBothEngines('Pages of allowed origins', (engine) => {
  let clock: TestClock
  let server: TestServer
  let send: ReturnType<typeof sendTo>
  let token: string

  const allowed = ({ headers }: Received): unknown => headers['access-control-allow-origin']
  const from = (origin: string, more: Record<string, string> = {}) => ({ headers: { origin, ...more } })
  const preflight = (url: string, origin: string, headers: Record<string, string> = {}) =>
    send('OPTIONS', url, from(origin, { 'access-control-request-method': 'GET', ...headers }))
  /** Nothing at all of CORS but `Vary` */
  const assertNone = (answer: Received, what: string): void => {
    const found = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))
    assert.deepEqual(found, [], what)
  }

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
    send = sendTo(server, 'localhost')
    token = (await server.administrator()).token
  })

  test('are none unless they are named, by whoever may manage the organization', async () => {
    assert.deepEqual((await send('GET', path, { token })).body, { origins: [] })
    assertNone(await send('GET', users, { token, ...from(spa) }), 'none yet')
    const { token: powerless } = await server.caller('Manage users')
    assertProblem(await send('PUT', path, { token: powerless, body: { origins: [spa] } }), 'permission_missing')
    const put = await send('PUT', path, { token, body: { origins: [spa, 'http://localhost:5173', spa] } })
    assert.equal(put.status, 204, put.text)
    const { origins } = (await send('GET', path, { token })).body
    assert.deepEqual(origins, [spa, 'http://localhost:5173'], 'in the order that was given')
    const trail = '/api/management/v1/audit-entries?action=organization.updated'
    const [entry] = (await send('GET', trail, { token })).body.results
    const { newValues, oldValues } = entry
    assert.deepEqual([oldValues, newValues], [{ browserOrigins: [] }, { browserOrigins: origins }])
  })

  test('are exact: no wildcard, no null, no path, nothing that browsers do not send', async () => {
    for (const wrong of [
      '*',
      'null',
      'https://*.example.com',
      'https://app.example.com/',
      'https://app.example.com:443',
      'https://App.example.com',
      'https://bücher.example',
      'https://user@app.example.com',
      'app.example.com',
      'file:///index.html',
      'capacitor://localhost',
      'https://app.example.com\r\nset-cookie: a=b',
      ' https://app.example.com',
      'https://',
    ]) {
      const answer = await send('PUT', path, { token, body: { origins: [wrong, spa, wrong] } })
      assertProblem(answer, 'invalid_body', /origins/)
    }
    const several = { origins: ['https://app.example.com/', spa, 'example.com'] }
    assertProblem(await send('PUT', path, { token, body: several }), 'invalid_body', /origins\[0\], origins\[2\]/)
    const many = Array.from({ length: 51 }, (_, number) => `https://app${number}.example.com`)
    assertProblem(await send('PUT', path, { token, body: { origins: many } }), 'invalid_body', /origins/)
    assert.equal((await send('GET', path, { token })).body.origins.length, 2)
  })

  test('read what is answered to a token, refusals included, and never with credentials', async () => {
    const suspended = await server.caller('View members')
    const answers: [number, Received][] = [
      [200, await send('GET', users, { token, ...from(spa) })],
      [200, await send('GET', '/API/Identity/v1/Users?unknown=1', { token, ...from('http://localhost:5173') })],
      [400, await send('GET', `${users}?limit=0`, { token, ...from(spa) })],
      [401, await send('GET', users, from(spa))],
      [401, await send('GET', users, { token: 'x', ...from(spa) })],
      [403, await send('GET', path, { token: suspended.token, ...from(spa) })],
      [404, await send('GET', '/api/identity/v1/nothing', { token, ...from(spa) })],
      [405, await send('DELETE', '/api/identity/v1/openapi.json', { token, ...from(spa) })],
      [415, await send('POST', users, { token, ...from(spa, { 'content-type': 'text/csv' }), body: 'a,b' })],
    ]
    for (const [status, answer] of answers) {
      assert.equal(answer.status, status, answer.text)
      assert.ok([spa, 'http://localhost:5173'].includes(String(allowed(answer))), answer.text)
      assert.match(String(answer.headers.vary), /origin/i)
      const exposed = String(answer.headers['access-control-expose-headers']).split(', ')
      const wanted = ['Portico-Ignored', 'Retry-After', 'WWW-Authenticate', 'Deprecation', 'Sunset', 'ETag']
      assert.deepEqual(new Set(wanted).difference(new Set(exposed)), new Set())
      assert.equal(answer.headers['access-control-allow-credentials'], undefined)
    }
    assert.match(String(answers[1]?.[1].headers['portico-ignored']), /unknown/)
  })

  test('learn of a rate limit and of a fault too', async () => {
    await updateOwnLimits(server.context, server.system, { requestsPerMinute: 1 })
    await send('GET', users, { token })
    const limited = await send('GET', users, { token, ...from(spa) })
    await updateOwnLimits(server.context, server.system, { requestsPerMinute: 'default' })
    assert.deepEqual([limited.status, allowed(limited)], [429, spa])
    const { schema } = server.context.database.db
    await schema.alterTable('groups').renameTo('groups_away').execute()
    const fault = await send('GET', '/api/identity/v1/groups', { token, ...from(spa) })
    await schema.alterTable('groups_away').renameTo('groups').execute()
    assert.deepEqual([fault.status, allowed(fault)], [500, spa])
  })

  test('ask before they call without a token, and are counted', async () => {
    const answer = await preflight(`${users}?limit=1`, spa, {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type',
    })
    assert.deepEqual([answer.status, allowed(answer), answer.text], [204, spa, ''])
    assert.match(String(answer.headers['access-control-allow-methods']), /PATCH/)
    assert.match(String(answer.headers['access-control-allow-headers']), /Authorization/)
    // OPTIONS that is no preflight stays what it was.
    assert.equal((await send('OPTIONS', users, from(spa))).status, 405)
    for (let number = 1; number < 3_000; number++) {
      await server.app.inject({
        method: 'OPTIONS',
        url: users,
        headers: { host: 'localhost', origin: spa, 'access-control-request-method': 'GET' },
      })
    }
    const refused = await preflight(users, spa)
    assertProblem(refused, 'network_limited')
    assert.equal(allowed(refused), spa)
    clock.advance(60_000)
    assert.equal((await preflight(users, spa)).status, 204)
  })

  test('the portal’s own endpoints, pages and operations have none, whoever asks', async () => {
    for (const url of ['/portal/session', '/portal/sign-in', '/', '/users', '/docs', '/healthz', '/static/x.js']) {
      assertNone(await send('GET', url, from(spa)), url)
      assertNone(await preflight(url, spa), url)
    }
    // A member's session is no token: its answer is not readable with it.
    const member = await signedInMember(server, 'User and access management > View members')
    const answer = await member.send('GET', users, { headers: { origin: spa } })
    assert.equal(answer.headers['access-control-allow-credentials'], undefined)
    const written = await member.send('PATCH', `${users}/${member.userKey}`, {
      headers: { origin: spa },
      body: { name: 'Changed by a page' },
    })
    assertProblem(written, 'foreign_origin')
  })

  test('another origin, and one of another organization, get nothing', async () => {
    const elsewhere = await openElsewhere(server)
    const system = await addOrganization(elsewhere, 'Second', 'second.example.com')
    await replaceBrowserOrigins(elsewhere, system, { origins: [otherSpa] })
    await until(async () => {
      const answer = await sendTo(server, 'second.example.com')('GET', users, from(otherSpa))
      return allowed(answer) === otherSpa
    }, 2_000)
    for (const origin of [
      otherSpa,
      'null',
      '*',
      'https://app.example.com.evil.example',
      'https://sub.app.example.com',
      'http://app.example.com',
      'https://app.example.com:8443',
      'https://APP.example.com',
      `${spa}, ${spa}`,
    ]) {
      const answer = await send('GET', users, { token, ...from(origin) })
      assert.equal(answer.status, 200)
      assertNone(answer, origin)
      assert.match(String(answer.headers.vary), /origin/i)
      const asked = await preflight(users, origin)
      assertNone(asked, origin)
      assert.equal(asked.status, 405)
    }
    assertNone(await sendTo(server, 'second.example.com')('GET', users, from(spa)), 'at the other organization')
    const unknown = await sendTo(server, 'nobody.example.com')('GET', users, from(spa))
    assert.equal(unknown.status, 421)
    assertNone(unknown, 'a host without organization')
  })
})
