import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine, onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { assertProblem, tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { decodeJwt, SignJWT } from 'jose'
import type { NewApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { resumeApiClient, suspendApiClient } from '../../src/modules/api-clients/clients/suspend-api-client.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'
import { listSigningKeys } from '../../src/modules/foundation/signing-keys/list-signing-keys.ts'
import { rotateSigningKey } from '../../src/modules/foundation/signing-keys/rotate-signing-key.ts'
import type { ProblemName } from '../../src/problems/catalogue.ts'

const users = '/api/identity/v1/users'
const roles = '/api/identity/v1/application-roles'
const clients = '/api/management/v1/api-clients'
const discovery = '/identity/.well-known/openid-configuration'

describe('One organization', () => {
  test('is reached under any host name, and always calls itself the same', async () => {
    const server = await startTestServer({ engine: anyEngine })
    const { token } = await server.caller('View members')
    for (const host of ['localhost', '127.0.0.1', 'id.example.com:443', '[::1]:8080', 'UPPER.example']) {
      const to = sendTo(server, host)
      assert.equal((await to('GET', users, { token })).status, 200, host)
      assert.equal((await to('GET', discovery)).body.issuer, `${server.context.publicUrl()}/identity`)
    }
  })
})

onBothEngines('Several organizations', (engine) => {
  let server: TestServer
  let first: Member
  let second: Member

  interface Member {
    system: Principal
    send: ReturnType<typeof sendTo>
    credentials: { key: string; clientId: string; clientSecret: string }
    token: string
  }

  const permissions: NewApiClient['permissions'] = [{ name: 'Manage users' }, { name: 'Manage API clients' }]

  const member = async (system: Principal, host: string): Promise<Member> => {
    const send = sendTo(server, host)
    const credentials = await createApiClient(server.context, system, { name: host, permissions })
    const { body, text } = await send('POST', '/identity/token', tokenRequest(credentials))
    assert.ok(body.access_token, text)
    return { system, send, credentials, token: body.access_token }
  }

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    const elsewhere = await openElsewhere(server)
    const system = await addOrganization(elsewhere, 'Second', 'Second.Example.com')
    const isKnown = async () => (await sendTo(server, '127.0.0.1')('GET', discovery)).status === 421
    await until(isKnown, engine === 'sqlite' ? 0 : 1_000)
    first = await member(server.system, 'localhost')
    second = await member(system, 'second.example.com')
  })

  test('are reached by their domains, whatever the case and the port', async () => {
    for (const host of ['second.example.com', 'SECOND.example.COM:1234']) {
      const { status, body } = await sendTo(server, host)('GET', users, { token: second.token })
      assert.deepEqual([status, body.page?.totalResults], [200, 0], host)
    }
    const own = await first.send('GET', `${users}?limit=1`, { token: first.token })
    assert.equal(own.body.page.totalResults, 320)
  })

  test('answer 421 under another name, but for what belongs to no organization', async () => {
    for (const host of [
      '127.0.0.1',
      'example.com',
      'x.second.example.com',
      'second.example.com.evil.example',
      'x'.repeat(300),
      '',
    ]) {
      const unknown = sendTo(server, host)
      assertProblem(await unknown('GET', users, { token: first.token }), 'unknown_host', host.slice(0, 200))
      assertProblem(await unknown('GET', users), 'unknown_host')
      assertProblem(await unknown('GET', discovery), 'unknown_host')
      assertProblem(await unknown('POST', '/identity/token', tokenRequest(first.credentials)), 'unknown_host')
      for (const path of ['/healthz', '/readyz', '/api/identity/v1/openapi.json', '/docs/problems/PTC-REQ-42101']) {
        assert.equal((await unknown('GET', path)).status, 200, path)
      }
    }
  })

  test('have issuers, keys and tokens of their own', async () => {
    const { port } = new URL(server.context.publicUrl())
    for (const [{ send, token, credentials }, host] of [
      [first, 'localhost'],
      [second, 'second.example.com'],
    ] as const) {
      const origin = `http://${host}:${port}`
      const { body } = await send('GET', discovery)
      assert.equal(body.issuer, `${origin}/identity`)
      for (const [name, url] of Object.entries(body)) {
        if (typeof url === 'string') assert.ok(url.startsWith(body.issuer), `${name}: ${url}`)
      }
      const { iss, aud, sub } = decodeJwt(token)
      assert.deepEqual({ iss, aud, sub }, { iss: body.issuer, aud: `${origin}/api`, sub: credentials.clientId })
    }
    const kids = await Promise.all(
      [first, second].map(async ({ send }) => (await send('GET', '/identity/jwks')).body.keys[0].kid),
    )
    assert.notEqual(kids[0], kids[1])
  })

  test('refuse each other’s tokens and credentials', async () => {
    assertProblem(await second.send('GET', users, { token: first.token }), 'token_invalid', 'organization')
    assertProblem(await first.send('GET', users, { token: second.token }), 'token_invalid', 'organization')
    const strange = await second.send('POST', '/identity/token', tokenRequest(first.credentials))
    assert.deepEqual([strange.status, strange.body.error], [401, 'invalid_client'])
    const { form } = tokenRequest(second.credentials)
    const introspected = await second.send('POST', '/identity/token/introspection', {
      form: { ...form, token: first.token },
    })
    assert.deepEqual(introspected.body, { active: false })
    const revocation = { form: { ...form, token: first.token } }
    assert.equal((await second.send('POST', '/identity/token/revocation', revocation)).status, 200)
    assert.equal((await first.send('GET', users, { token: first.token })).status, 200)
    // Signed by the other's key, with everything else right: also where it names a key of this organization.
    const [key] = await listSigningKeys(server.context, second.system.organizationKey)
    const [own] = await listSigningKeys(server.context, first.system.organizationKey)
    assert.ok(key && own)
    for (const kid of [key.kid, own.kid]) {
      const header = { alg: key.algorithm, typ: 'at+jwt', kid }
      const token = await new SignJWT(decodeJwt(first.token)).setProtectedHeader(header).sign(key.privateKey)
      assertProblem(await first.send('GET', users, { token }), 'token_invalid')
      const { form } = tokenRequest(first.credentials)
      const told = await first.send('POST', '/identity/token/introspection', { form: { ...form, token } })
      assert.deepEqual(told.body, { active: false })
    }
  })

  test('see their own rows only, also where one knows the other’s keys', async () => {
    const get = async (path: string) => (await first.send('GET', path, { token: first.token })).body
    const user = (await get(`${users}?hasApplicationRoles=true&limit=1`)).results[0]
    const role = (await get(`${roles}?limit=1`)).results[0]
    const created = await second.send('POST', users, { token: second.token, body: { email: user.email } })
    assert.equal(created.status, 201, 'the same e-mail in both')
    const own = created.body.key
    const grant = { permissions: [{ name: 'View stage', environmentKeys: [role.environmentKey] }] }
    const refused: [method: string, path: string, ProblemName, body?: object][] = [
      ['GET', `${users}/${user.key}`, 'user_not_found'],
      ['PATCH', `${users}/${user.key}`, 'user_not_found', { name: 'Taken over' }],
      ['DELETE', `${users}/${user.key}`, 'user_not_found'],
      ['GET', `${users}/${user.key}/application-roles`, 'user_not_found'],
      ['POST', `${users}/${user.key}/application-roles/${role.key}`, 'user_not_found'],
      ['POST', `${users}/${own}/application-roles/${role.key}`, 'application_role_not_found'],
      ['DELETE', `${users}/${own}/application-roles/${role.key}`, 'application_role_not_found'],
      ['GET', `${clients}/${first.credentials.key}`, 'api_client_not_found'],
      ['PATCH', `${clients}/${first.credentials.key}`, 'api_client_not_found', { name: 'Taken over' }],
      ['PUT', `${clients}/${first.credentials.key}/permissions`, 'api_client_not_found', { permissions: [] }],
      ['POST', `${clients}/${first.credentials.key}/secrets`, 'api_client_not_found', {}],
      ['POST', `${clients}/${first.credentials.key}/suspend`, 'api_client_not_found'],
      ['DELETE', `${clients}/${first.credentials.key}`, 'api_client_not_found'],
      ['PUT', `${clients}/${second.credentials.key}/permissions`, 'environment_unknown', grant],
      ['POST', clients, 'environment_unknown', { name: 'x', ...grant }],
    ]
    await changingNothing(server, async () => {
      for (const [method, path, problem, body] of refused) {
        assertProblem(await second.send(method, path, { token: second.token, body }), problem)
      }
    })
    for (const [list, keys] of [
      [users, [own]],
      [`${users}?userKeys=${user.key},${own}`, [own]],
      [`${users}?environmentKeys=${role.environmentKey}`, []],
      [`${users}?assetKey=${role.assetKey}`, []],
      [roles, []],
      [`${roles}?key=${role.key}`, []],
      [clients, [second.credentials.key]],
    ] as const) {
      const { body } = await second.send('GET', list, { token: second.token })
      assert.deepEqual(
        body.results.map(({ key }: { key: string }) => key),
        keys,
        list,
      )
    }
  })

  test('rotate their keys and suspend their clients without touching the other', async () => {
    const works = async ({ send, token }: Member) => (await send('GET', users, { token })).status
    await rotateSigningKey(server.context, second.system, { algorithm: 'ES256', overlapHours: 0 })
    assert.deepEqual([await works(first), await works(second)], [200, 401])
    second = await member(second.system, 'second.example.com')
    await suspendApiClient(server.context, first.system, first.credentials.key)
    assert.deepEqual([await works(first), await works(second)], [401, 200])
    await resumeApiClient(server.context, first.system, first.credentials.key)
  })

  test('are not chosen by X-Forwarded-Host, which anybody can send', async () => {
    const headers = { 'x-forwarded-host': 'second.example.com', forwarded: 'host=second.example.com' }
    const { status, body } = await first.send('GET', `${users}?limit=1`, { token: first.token, headers })
    assert.deepEqual([status, body.page.totalResults], [200, 320])
    assert.match((await first.send('GET', discovery, { headers })).body.issuer, /^http:\/\/localhost:/)
    assertProblem(await sendTo(server, '127.0.0.1')('GET', users, { headers }), 'unknown_host')
  })
})

describe('Behind a proxy', () => {
  /** A server with two organizations, and one of its users created with these headers. */
  async function behind(trustedProxies: string) {
    const environment = { PORTICO_TRUSTED_PROXIES: trustedProxies, PORTICO_PUBLIC_URL: 'https://first.example.com' }
    const server = await startTestServer({ engine: anyEngine, environment })
    await addOrganization(await openElsewhere(server), 'Second', 'second.example.com')
    return server
  }

  test('the host and the address that a trusted proxy passes on count', async () => {
    const server = await behind('10.0.0.0/8,127.0.0.1')
    const toProxy = sendTo(server, 'internal:8080')
    const forwarded = (host: string) => ({
      headers: { 'x-forwarded-host': host, 'x-forwarded-for': '<b>, ::ffff:203.0.113.9, 10.0.0.7:5123' },
    })
    for (const name of ['first', 'second']) {
      const { body } = await toProxy('GET', discovery, forwarded(`${name}.example.com`))
      assert.equal(body.issuer, `https://${name}.example.com/identity`)
    }
    assertProblem(await toProxy('GET', discovery, forwarded('third.example.com')), 'unknown_host', 'third.example.com')
    assertProblem(await toProxy('GET', discovery), 'unknown_host', 'internal')

    const credentials = await server.createClient([{ name: 'Manage users' }])
    const { headers } = forwarded('first.example.com')
    const issued = await toProxy('POST', '/identity/token', { ...tokenRequest(credentials), headers })
    const token = issued.body.access_token
    const created = await toProxy('POST', users, { token, headers, body: { email: 'a@example.com' } })
    assert.equal(created.status, 201, created.text)
    const { db } = server.context.database
    const entry = await db
      .selectFrom('audit_entries')
      .select('address')
      .where('action', '=', 'user.created')
      .executeTakeFirst()
    assert.equal(entry?.address, '203.0.113.9')
    await toProxy('GET', '/%zz', { headers })
    const lines = server.logLines.filter(({ path }) => path === users || path === '/%zz')
    assert.deepEqual(new Set(lines.map(({ address }) => address)), new Set(['203.0.113.9']), 'the log has the same')
  })

  test('those that another one sends do not', async () => {
    const server = await behind('10.0.0.1')
    const headers = { 'x-forwarded-host': 'second.example.com', 'x-forwarded-for': '10.0.0.1' }
    assertProblem(await sendTo(server, '127.0.0.1')('GET', discovery, { headers }), 'unknown_host', '127.0.0.1')
    const { body } = await sendTo(server, 'first.example.com')('GET', discovery, { headers })
    assert.equal(body.issuer, 'https://first.example.com/identity')
  })
})
