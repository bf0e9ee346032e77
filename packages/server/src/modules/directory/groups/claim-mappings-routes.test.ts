import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { ProblemName } from '../../../problems/catalogue.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const groups = '/api/identity/v1/groups'

onBothEngines('Claim mappings', (engine) => {
  let server: TestServer
  let token: string
  let inTest: string
  let group: string
  let hidden: string
  let providerKey: string

  const call = (method: string, path: string, body?: unknown, as = token): Promise<Received> =>
    send(server.url, method, path, { token: as, body })
  const refuses = refusalsOf(() => server, call)
  const mappingsOf = (key = group): string => `/api/management/v1/groups/${key}/claim-mappings`
  const create = async (foreignClaim: object): Promise<string> => {
    const { status, text, body } = await call('POST', mappingsOf(), { providerKey, foreignClaim })
    assert.equal(status, 201, text)
    assert.deepEqual(Object.keys(body), ['key'])
    return body.key
  }
  const shown = async (key: string) =>
    (await call('GET', `${groups}/${group}`)).body.groupIdpClaimMappings.find((one: { key: string }) => one.key === key)

  before(async () => {
    server = await startTestServer({ engine })
    token = (await server.caller('Manage end-user groups')).token
    inTest = await server.token(await server.createClient([{ name: 'Manage end-user groups', environments: ['Test'] }]))
    const [development, test] = server.environments
    group = (await call('POST', groups, { name: 'Mapped', environmentKey: test?.key })).body.key
    hidden = (await call('POST', groups, { name: 'Hidden', environmentKey: development?.key })).body.key
    const { db } = server.context.database
    providerKey = (await db.selectFrom('identity_providers').select('key').executeTakeFirstOrThrow()).key
  })

  test('are created, shown with their group, changed and deleted, and each change is recorded', async () => {
    const key = await create({ name: 'groups', value: 'admins' })
    const { lastUpdatedDate, ...mapping } = await shown(key)
    assert.deepEqual(mapping, {
      key,
      providerKey,
      foreignClaim: { name: 'groups', valueDelimiter: null, value: 'admins' },
    })
    assert.ok(Math.abs(Date.parse(lastUpdatedDate) - Date.now()) < 60_000)
    const path = `${mappingsOf()}/${key}`
    const changed = await call('PATCH', path, { foreignClaim: { valueDelimiter: ';' } })
    assert.deepEqual([changed.status, changed.text], [204, ''])
    assert.deepEqual((await shown(key)).foreignClaim, { name: 'groups', valueDelimiter: ';', value: 'admins' })
    const all = {
      providerKey: providerKey.toUpperCase(),
      foreignClaim: { name: 'n', value: 'v', valueDelimiter: null },
    }
    assert.equal((await call('PATCH', path, all, inTest)).status, 204)
    assert.deepEqual((await shown(key)).foreignClaim, { name: 'n', valueDelimiter: null, value: 'v' })
    await changingNothing(server, async () => {
      assert.equal((await call('PATCH', path, all)).status, 204)
      assert.equal((await call('PATCH', path, {})).status, 204)
    })
    const deletion = `${groups}/${group}/claim-mappings/${key}`
    assert.equal((await call('DELETE', deletion, undefined, inTest)).status, 204)
    assert.equal(await shown(key), undefined)
    await refuses('claim_mapping_not_found', key, 'DELETE', deletion)
    const entries = await server.context.database.db
      .selectFrom('audit_entries')
      .select(['action', 'old_values'])
      .where('entity_key', '=', key)
      .orderBy('key')
      .execute()
    assert.deepEqual(entries.map(({ action }) => action).sort(), [
      'claim-mapping.created',
      'claim-mapping.deleted',
      'claim-mapping.updated',
      'claim-mapping.updated',
    ])
    const deleted = entries.find(({ action }) => action === 'claim-mapping.deleted')
    assert.deepEqual(JSON.parse(deleted?.old_values ?? ''), {
      groupKey: group,
      providerKey,
      name: 'n',
      value: 'v',
      valueDelimiter: null,
    })
  })

  test('let groups be found by the identity provider', async () => {
    const key = await create({ name: 'department', value: 'R&D', valueDelimiter: '||' })
    const found = await call('GET', `${groups}?identityProviderKey=${providerKey}`)
    assert.deepEqual(
      found.body.results.map((one: { key: string; groupIdpClaimMappings: object[] }) => [
        one.key,
        one.groupIdpClaimMappings.length,
      ]),
      [[group, 1]],
    )
    assert.equal((await call('DELETE', `${groups}/${group}/claim-mappings/${key}`)).status, 204)
    assert.equal((await call('GET', `${groups}?identityProviderKey=${providerKey}`)).body.page.totalResults, 0)
  })

  test('are a hundred of a group at most', async () => {
    const { organizationKey: organization_key, context, environments } = server
    const full = (await call('POST', groups, { name: 'Full', environmentKey: environments[0]?.key })).body.key
    const claim = { claim_name: 'groups', claim_value: 'x', value_delimiter: null }
    const row = { organization_key, group_key: full, identity_provider_key: providerKey, ...claim }
    const rows = Array.from({ length: 99 }, () => ({ ...row, key: newKey(), created_at: '2026', updated_at: '2026' }))
    await insertRows(context.database.db, 'group_claim_mappings', rows)
    const body = { providerKey, foreignClaim: { name: 'groups', value: 'admins' } }
    assert.equal((await call('POST', mappingsOf(full), body)).status, 201)
    await refuses(
      'claim_mappings_too_many',
      'A group may have up to 100 claim mappings',
      'POST',
      mappingsOf(full),
      body,
    )
    assert.equal((await call('GET', `${groups}/${full}`)).body.groupIdpClaimMappings.length, 100)
    assert.equal((await call('DELETE', `${groups}/${full}`)).status, 204)
  })

  test('are refused with the field that is wrong', async () => {
    const claim = { name: 'groups', value: 'admins' }
    const wrong: [ProblemName, string | RegExp, object][] = [
      ['invalid_body', /providerKey is missing/, { foreignClaim: claim }],
      ['invalid_body', /foreignClaim is missing/, { providerKey }],
      [
        'identity_provider_unknown',
        `providerKey: there is no identity provider ${unknownKey}`,
        { providerKey: unknownKey, foreignClaim: claim },
      ],
      [
        'invalid_body',
        /foreignClaim.name must have at most 50/,
        { providerKey, foreignClaim: { ...claim, name: 'x'.repeat(51) } },
      ],
      ['invalid_body', /foreignClaim.name must have at least 1/, { providerKey, foreignClaim: { ...claim, name: '' } }],
      [
        'invalid_body',
        /foreignClaim.value must have at most 256/,
        { providerKey, foreignClaim: { ...claim, value: 'x'.repeat(257) } },
      ],
      ['invalid_body', /foreignClaim.value is missing/, { providerKey, foreignClaim: { name: 'groups' } }],
      [
        'invalid_body',
        /foreignClaim.valueDelimiter must have at most 3/,
        { providerKey, foreignClaim: { ...claim, valueDelimiter: '----' } },
      ],
      [
        'invalid_body',
        /foreignClaim.valueDelimiter must have at least 1/,
        { providerKey, foreignClaim: { ...claim, valueDelimiter: '' } },
      ],
      [
        'claim_value_delimited',
        /foreignClaim.value/,
        { providerKey, foreignClaim: { ...claim, value: 'a;b', valueDelimiter: ';' } },
      ],
    ]
    for (const [problem, detail, body] of wrong) await refuses(problem, detail, 'POST', mappingsOf(), body)
    const key = await create({ name: 'x'.repeat(50), value: 'a,b', valueDelimiter: '---' })
    const path = `${mappingsOf()}/${key}`
    await refuses('claim_value_delimited', /','/, 'PATCH', path, { foreignClaim: { valueDelimiter: ',' } })
    await refuses('claim_value_delimited', /'---'/, 'PATCH', path, { foreignClaim: { value: 'a---b' } })
    await refuses('identity_provider_unknown', /providerKey/, 'PATCH', path, { providerKey: unknownKey })
    await refuses('invalid_body', /foreignClaim.name must be a text/, 'PATCH', path, { foreignClaim: { name: null } })
    await refuses('claim_mapping_not_found', unknownKey, 'PATCH', `${mappingsOf()}/${unknownKey}`, {})
    await refuses('claim_mapping_not_found', key, 'PATCH', `${mappingsOf(hidden)}/${key}`, {})
    await refuses('claim_mapping_not_found', key, 'DELETE', `${groups}/${hidden}/claim-mappings/${key}`)
  })

  test('need the permission in the environment of the group', async () => {
    const key = await create({ name: 'groups', value: 'guarded' })
    const { token: without } = await server.caller('View end users')
    const body = { providerKey, foreignClaim: { name: 'a', value: 'b' } }
    const routes: [method: string, path: (group: string) => string, body?: object][] = [
      ['POST', (group) => mappingsOf(group), body],
      ['PATCH', (group) => `${mappingsOf(group)}/${key}`, body],
      ['DELETE', (group) => `${groups}/${group}/claim-mappings/${key}`],
    ]
    for (const [method, path, body] of routes) {
      await refuses('group_not_found', hidden, method, path(hidden), body, inTest)
      await refuses('group_not_found', unknownKey, method, path(unknownKey), body)
      await refuses('permission_missing', 'Manage end-user groups', method, path(group), body, without)
      await refuses('invalid_parameter', 'key', method, path('x'), body)
      assertProblem(await send(server.url, method, path(group), { body }), 'token_missing')
    }
  })
})
