import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import type { ProblemName } from '../../../problems/catalogue.ts'

const path = '/api/identity/v1/groups'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

interface Group {
  key: string
  name: string
  description: string | null
  environmentKey: string
  portfolioKey: string
  updatedAt: string
  groupIdpClaimMappings: object[]
}

onBothEngines('Groups', (engine) => {
  let server: TestServer
  let token: string
  /** May manage groups in Test alone */
  let inTest: string
  let development: string
  let testing: string
  let production: string

  const call = (method: string, url: string, body?: unknown, as = token): Promise<Received> =>
    send(server.url, method, url, { token: as, body })

  const refuses = refusalsOf(() => server, call)

  const create = async (name: string, environmentKey: string, more: object = {}): Promise<string> => {
    const created = await call('POST', path, { name, environmentKey, ...more })
    assert.equal(created.status, 201, created.text)
    assert.deepEqual(Object.keys(created.body), ['key'])
    return created.body.key
  }
  const read = async (key: string): Promise<Group> => (await call('GET', `${path}/${key}`)).body
  const list = async (query: string, as = token): Promise<string[]> => {
    const { status, body, text } = await call('GET', `${path}?${query}`, undefined, as)
    assert.equal(status, 200, text)
    assert.equal(body.page.count, body.results.length)
    return body.results.map(({ name, environmentKey }: Group) => `${name} ${environmentOf(environmentKey)}`)
  }
  const environmentOf = (key: string): string =>
    server.environments.find((environment) => environment.key === key)?.name ?? key
  const audited = async (key: string) =>
    (
      await server.context.database.db
        .selectFrom('audit_entries')
        .select(['action', 'entity_name', 'old_values', 'new_values', 'environment_key'])
        .where('entity_key', '=', key)
        .orderBy('key')
        .execute()
    ).map(({ old_values, new_values, ...entry }) => ({
      ...entry,
      before: JSON.parse(old_values ?? 'null'),
      after: JSON.parse(new_values ?? 'null'),
    }))

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    ;[development, testing, production] = server.environments.map(({ key }) => key) as [string, string, string]
    token = (await server.caller('Manage end-user groups', 'View members')).token
    inTest = await server.token(await server.createClient([{ name: 'Manage end-user groups', environments: ['Test'] }]))
  })

  test('lists the groups by name, filters them, and pages through them', async () => {
    const all = ['Operations', 'Support'].flatMap((name) =>
      ['Development', 'Production', 'Test'].map((environment) => `${name} ${environment}`),
    )
    const listed = await list('')
    assert.deepEqual(
      listed.map((text) => text.split(' ')[0]),
      all.map((text) => text.split(' ')[0]),
    )
    assert.deepEqual([...listed].sort(), all)
    const of = (...environments: string[]) => all.filter((text) => environments.some((name) => text.endsWith(name)))
    const portfolioKey = server.environments[0]?.portfolioKey
    const filters: [query: string, expected: string[]][] = [
      ['nameContains=UPP', all.slice(3)],
      ['nameContains=%25', []],
      [`environmentKey=${testing}`, of('Test')],
      [`environmentKeys=${testing},${development.toUpperCase()}`, of('Development', 'Test')],
      [`environmentKeys=${testing}&nameContains=o`, of('Test')],
      [`environmentKey=${unknownKey}`, []],
      [`portfolioKeys=${portfolioKey}`, all],
      [`portfolioKeys=${unknownKey}`, []],
    ]
    for (const [query, expected] of filters) assert.deepEqual((await list(query)).sort(), expected, query)
    const paged: string[] = []
    for (let offset = 0; offset < 6; offset += 4) paged.push(...(await list(`limit=4&offset=${offset}`)))
    assert.deepEqual(paged, listed)
    const { page } = (await call('GET', `${path}?limit=4&offset=4`)).body
    assert.deepEqual(page, {
      count: 2,
      limit: 4,
      offset: 4,
      totalResults: 6,
      nextPageOffset: null,
      totalPages: 2,
    })
    await refuses(
      'excluded_parameters',
      'environmentKeys',
      'GET',
      `${path}?environmentKey=${testing}&environmentKeys=${testing}`,
    )
    await refuses('identity_provider_not_found', unknownKey, 'GET', `${path}?identityProviderKey=${unknownKey}`)
  })

  test('creates a group, and reads what was created', async () => {
    const plain = await create('Plain', testing)
    const { updatedAt, portfolioKey, ...rest } = await read(plain)
    assert.deepEqual(rest, {
      key: plain,
      name: 'Plain',
      description: null,
      environmentKey: testing,
      groupIdpClaimMappings: [],
    })
    assert.equal(portfolioKey, server.environments[0]?.portfolioKey)
    assert.ok(Math.abs(Date.parse(updatedAt) - Date.now()) < 60_000)
    const [entry] = await audited(plain)
    assert.equal(entry?.action, 'group.created')
    assert.equal(entry?.environment_key, testing)
    assert.equal(entry?.after.name, 'Plain')
    const all = { description: 'Two\nlines', applicationRoleKeys: null, userKeys: [] }
    assert.equal((await read(await create('Full ☂', testing, all))).description, 'Two\nlines')
  })

  test('accepts a name once in each environment, whatever its case', async () => {
    await create('Ünique', testing)
    await refuses('group_name_taken', 'ÜNIQUE', 'POST', path, { name: 'ÜNIQUE', environmentKey: testing })
    const elsewhere = await create('ünique', development)
    const other = await create('Other', testing)
    await refuses('group_name_taken', 'ünique', 'PATCH', `${path}/${other}`, { name: 'ünique' })
    assert.equal((await call('PATCH', `${path}/${elsewhere}`, { name: 'Ünique' })).status, 204)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => call('POST', path, { name: 'Race', environmentKey: production })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 400, 400, 400])
    for (const answer of answers) if (answer.status === 400) assertProblem(answer, 'group_name_taken')
  })

  test('refuses what a group cannot be, naming the field', async () => {
    const body = { name: 'Wrong', environmentKey: testing }
    const cases: [ProblemName, string | RegExp, object][] = [
      ['invalid_body', /field name is missing/, { environmentKey: testing }],
      ['invalid_body', /field name must not be null/, { ...body, name: null }],
      ['invalid_body', /field name must have at least 1/, { ...body, name: '' }],
      ['invalid_body', /field name must have at most 256/, { ...body, name: 'x'.repeat(257) }],
      ['invalid_body', /field name must not hold control/, { ...body, name: 'a\u0000' }],
      ['invalid_body', /field description must have at most 1024/, { ...body, description: 'x'.repeat(1025) }],
      ['invalid_body', /field environmentKey is missing/, { name: 'Wrong' }],
      ['invalid_body', /field environmentKey must be a UUID/, { ...body, environmentKey: 'Test' }],
      ['environment_unknown', unknownKey, { ...body, environmentKey: unknownKey }],
      ['invalid_body', /userKeys\[1\] must be a UUID/, { ...body, userKeys: [unknownKey, 'x'] }],
      ['invalid_body', /userKeys must have at most 100 values/, { ...body, userKeys: Array(101).fill(unknownKey) }],
      ['group_user_unknown', `userKeys: there is no user ${unknownKey}`, { ...body, userKeys: [unknownKey] }],
      ['group_role_unknown', 'applicationRoleKeys', { ...body, applicationRoleKeys: [unknownKey] }],
      ['invalid_body', /There is no field members/, { ...body, members: [] }],
    ]
    for (const [problem, detail, wrong] of cases) await refuses(problem, detail, 'POST', path, wrong)
    const stays = `${path}/${await create('Stays', testing)}`
    const moved = await changingNothing(server, () => call('PATCH', stays, { environmentKey: development }))
    assert.deepEqual([moved.status, moved.headers['portico-ignored']], [204, 'environmentKey'])
  })

  test('changes name and description, and records what changed', async () => {
    const key = await create('Before', testing, { description: 'old' })
    assert.equal((await call('PATCH', `${path}/${key.toUpperCase()}`, { name: 'After' })).text, '')
    assert.equal((await read(key)).description, 'old')
    assert.equal((await call('PATCH', `${path}/${key}`, { description: null })).status, 204)
    const { name, description } = await read(key)
    assert.deepEqual([name, description], ['After', null])
    await changingNothing(server, async () => {
      assert.equal((await call('PATCH', `${path}/${key}`, {})).status, 204)
      assert.equal((await call('PATCH', `${path}/${key}`, { name: 'After', description: null })).status, 204)
      assert.equal((await call('PATCH', `${path}/${key}`, { name: null })).status, 204)
    })
    assert.deepEqual(
      (await audited(key)).map(({ action, before, after }) => [action, before, action === 'group.created' || after]),
      [
        ['group.created', null, true],
        ['group.updated', { name: 'Before' }, { name: 'After' }],
        ['group.updated', { description: 'old' }, { description: null }],
      ],
    )
  })

  test('deletes a group with everything that belongs to it', async () => {
    const { db } = server.context.database
    const users = await db.selectFrom('users').select('key').limit(2).execute()
    const role = await db
      .selectFrom('application_roles')
      .select('key')
      .where('environment_key', '=', testing)
      .executeTakeFirstOrThrow()
    const provider = await db.selectFrom('identity_providers').select('key').executeTakeFirstOrThrow()
    const links = { userKeys: users.map((user) => user.key), applicationRoleKeys: [role.key] }
    const key = await create('Doomed', testing, links)
    const mappings = `/api/management/v1/groups/${key}/claim-mappings`
    const foreignClaim = { name: 'groups', value: 'doomed' }
    assert.equal((await call('POST', mappings, { providerKey: provider.key, foreignClaim })).status, 201)
    assert.equal((await call('DELETE', `${path}/${key}`)).status, 204)
    for (const table of ['group_users', 'group_application_roles', 'group_claim_mappings'] as const) {
      assert.deepEqual(await db.selectFrom(table).select('group_key').where('group_key', '=', key).execute(), [])
    }
    const entries = await audited(key)
    assert.ok(entries.some(({ action }) => action === 'group.application-roles-removed'))
    assert.deepEqual(entries.find(({ action }) => action === 'group.deleted')?.before, {
      environmentKey: testing,
      name: 'Doomed',
      description: null,
      applicationRoleKeys: [role.key],
      members: 2,
    })
    await refuses('group_not_found', key, 'DELETE', `${path}/${key}`)
    await refuses('group_not_found', key, 'GET', `${path}/${key}`)
  })

  test('shows and changes the groups of the granted environments only', async () => {
    const hidden = await create('Hidden', development)
    const seen = await create('Seen', testing)
    assert.ok((await list('', inTest)).every((text) => text.endsWith(' Test')))
    assert.deepEqual(await list(`environmentKey=${development}`, inTest), [])
    assert.equal((await call('GET', `${path}/${seen}`, undefined, inTest)).status, 200)
    assert.equal((await call('PATCH', `${path}/${seen}`, { description: 'x' }, inTest)).status, 204)
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { description: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      await refuses('group_not_found', hidden, method, `${path}/${hidden}`, body, inTest)
    }
    const elsewhere = { name: 'Elsewhere', environmentKey: development }
    await refuses(
      'permission_missing',
      /Manage end-user groups in the stage Development/,
      'POST',
      path,
      elsewhere,
      inTest,
    )
    assert.equal((await call('DELETE', `${path}/${seen}`, undefined, inTest)).status, 204)
  })

  test('needs a token with the permission', async () => {
    const { token: without } = await server.caller('View end users')
    const routes: [string, string][] = [
      ['GET', path],
      ['POST', path],
      ['GET', `${path}/${unknownKey}`],
      ['PATCH', `${path}/${unknownKey}`],
      ['DELETE', `${path}/${unknownKey}`],
    ]
    for (const [method, url] of routes) {
      const body = method === 'POST' || method === 'PATCH' ? {} : undefined
      assertProblem(await send(server.url, method, url, { body }), 'token_missing')
      await refuses('permission_missing', 'Manage end-user groups', method, url, body, without)
      if (url === path) continue
      await refuses('group_not_found', unknownKey, method, url, body)
      await refuses('invalid_parameter', 'key', method, `${path}/x`, body)
    }
  })
})
