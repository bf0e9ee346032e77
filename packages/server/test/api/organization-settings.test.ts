import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine, onBothEngines } from '@portico/testing/databases.ts'
import { sendTo } from '@portico/testing/organizations.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { updateOwnLimits } from '../../src/modules/foundation/organizations/update-own-limits.ts'
import { systemPrincipal } from '../../src/modules/foundation/permissions/principal.ts'

const management = '/api/management/v1'
const manageOrganization = 'Organization management > Manage organization'
const manageAuthentication = 'User and access management > Manage authentication'

onBothEngines('The organization itself', (engine) => {
  let server: TestServer
  let caller: Caller
  before(async () => {
    server = await startTestServer({ engine })
    caller = await server.caller(manageOrganization)
  })

  test('is renamed, on its pages as well, and its addresses stay', async () => {
    const { body: first } = await caller.call('GET', `${management}/organization`)
    assert.equal(first.issuer, `${first.publicUrl}/identity`)
    assert.equal(first.audience, `${first.publicUrl}/api`)
    assert.equal(first.discoveryUrl, `${first.issuer}/.well-known/openid-configuration`)
    assert.match(first.version, /^\d+\.\d+/)
    assert.equal((await caller.call('PATCH', `${management}/organization`, { name: '  Köhler & Söhne ' })).status, 204)
    const { body: renamed } = await caller.call('GET', `${management}/organization`)
    assert.deepEqual(renamed, { ...first, name: 'Köhler & Söhne' })
    const { body: state } = await sendTo(server, 'localhost')('GET', '/portal/state')
    assert.equal(state.organizationName, 'Köhler & Söhne')
    const auditor = await server.caller('Organization management > View audit trail')
    const { body } = await auditor.call('GET', `${management}/audit-entries?action=organization.updated`)
    assert.deepEqual(body.results[0].newValues, { name: 'Köhler & Söhne' })
  })

  test('keeps its name where the new one is none, and for others than those who manage it', async () => {
    const path = `${management}/organization`
    const { name } = (await caller.call('GET', path)).body
    for (const wrong of ['', '   ', 'a\nb', '\u202eemca', 5, null])
      assert.equal((await caller.call('PATCH', path, { name: wrong })).status, 400, JSON.stringify(wrong))
    for (const fixed of ['domain', 'issuer', 'key'])
      assertProblem(await caller.call('PATCH', path, { name, [fixed]: 'x' }), 'invalid_body')
    const other = await server.caller(manageAuthentication)
    assertProblem(await other.call('GET', path), 'permission_missing')
    assertProblem(await other.call('PATCH', path, { name: 'Mine' }), 'permission_missing')
    assert.equal((await caller.call('GET', path)).body.name, name)
  })
})

onBothEngines('Signing keys over the API', (engine) => {
  let server: TestServer
  let caller: Caller
  const path = `${management}/signing-keys`
  before(async () => {
    server = await startTestServer({ engine })
    caller = await server.caller(manageAuthentication)
  })

  test('are listed without anything private, and as the key set has them', async () => {
    const { body } = await caller.call('GET', path)
    const { keys } = (await sendTo(server, 'localhost')('GET', new URL(body.keySetUrl).pathname)).body
    const { body: after } = await caller.call('GET', path)
    assert.deepEqual(
      after.keys.map(({ kid }: { kid: string }) => kid).sort(),
      keys.map(({ kid }: { kid: string }) => kid).sort(),
    )
    assert.ok(after.keys.every(({ state }: { state: string }) => state === 'active'))
    assert.equal(after.rotatedEveryDays, null)
    assert.doesNotMatch(JSON.stringify(after), /"d"|"p"|private/i)
  })

  test('are replaced as planned: the former ones sign on and go on verifying', async () => {
    const { body: before } = await caller.call('GET', path)
    const { status, body } = await caller.call('POST', `${path}/rotation`, { mode: 'planned' })
    assert.equal(status, 200)
    const { body: after } = await caller.call('GET', path)
    assert.equal(after.keys[0].kid, before.keys[0].kid)
    assert.equal(after.keys[0].state, 'active')
    const next = after.keys.find(({ kid }: { kid: string }) => kid === body.kid)
    assert.deepEqual([next.state, next.algorithm, next.signsAccessTokens], ['next', 'ES256', true])
    assert.ok(after.keys[0].retiresAt > body.activatesAt)
    assertProblem(await caller.call('POST', `${path}/rotation`, { mode: 'planned' }), 'signing_key_waiting')
  })

  test('immediately is everybody’s power together, and refuses what was issued', async () => {
    assertProblem(await caller.call('POST', `${path}/rotation`, { mode: 'immediate' }), 'permission_missing')
    assert.equal((await caller.call('GET', path)).status, 200)
    const { token } = await server.administrator()
    const send = sendTo(server, 'localhost')
    const rotation = { mode: 'immediate', algorithm: 'EdDSA' }
    const answer = await send('POST', `${path}/rotation`, { token, body: rotation })
    assert.equal(answer.status, 200)
    assert.equal((await caller.call('GET', path)).status, 401)
    assert.equal((await send('GET', path, { token })).status, 401)
    const again = await server.caller(manageAuthentication)
    const { keys } = (await again.call('GET', path)).body
    assert.deepEqual([keys[0].kid, keys[0].algorithm, keys[0].state], [answer.body.kid, 'EdDSA', 'active'])
  })

  test('take no other timing', async () => {
    const again = await server.caller(manageAuthentication)
    for (const wrong of [
      {},
      { mode: 'now' },
      { mode: 'planned', algorithm: 'none' },
      { mode: 'planned', overlapHours: 9 },
    ])
      assert.equal((await again.call('POST', `${path}/rotation`, wrong)).status, 400, JSON.stringify(wrong))
    const other = await server.caller(manageOrganization)
    assertProblem(await other.call('GET', path), 'permission_missing')
  })
})

describe('Rate limits over the API', () => {
  test('are read with what is used, each organization its own, and nobody changes them', async () => {
    const server = await startTestServer({
      engine: anyEngine,
      clock: testClock(),
      environment: { PORTICO_RATE_LIMIT: '40' },
    })
    const caller = await server.caller(manageOrganization)
    const read = async () => (await caller.call('GET', `${management}/rate-limits`)).body.limits
    const limitOf = async (name: string) => (await read()).find((limit: { name: string }) => limit.name === name)
    const first = await limitOf('management')
    assert.deepEqual([first.limit, first.source], [40, 'deployment'])
    assert.equal((await limitOf('management')).used, first.used + 1)
    assert.deepEqual(
      (await read()).map(({ name }: { name: string }) => name),
      ['identity', 'portfolios', 'asset-repository', 'management', 'POST /users/bulk'],
    )
    const system = systemPrincipal(server.system.organizationKey, 'portico organization limit')
    await updateOwnLimits(server.context, system, { requestsPerMinute: 'off' })
    assert.deepEqual(await limitOf('management'), { name: 'management', source: 'organization', limit: null, used: 0 })
    await updateOwnLimits(server.context, system, { requestsPerMinute: 17 })
    assert.deepEqual((await limitOf('portfolios')).limit, 17)
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE'] as const)
      assert.equal((await caller.call(method, `${management}/rate-limits`, {})).status, 405)
  })
})
