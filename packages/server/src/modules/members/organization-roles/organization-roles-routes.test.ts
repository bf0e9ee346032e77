import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const roles = '/api/identity/v1/organization-roles'

interface Role {
  key: string
  name: string
  permissions: { permissionKey: string; name: string }[]
  isReadOnly: boolean
}

onBothEngines('Organization roles and permissions over HTTP', (engine) => {
  let server: TestServer
  let manager: Caller
  let reader: Caller
  let viewMembersKey: string

  before(async () => {
    server = await startTestServer({ engine })
    manager = await server.caller('Manage organization roles')
    reader = await server.caller('Mentor > Use')
    const { body } = await reader.call<{ results: { key: string }[] }>(
      'GET',
      '/api/identity/v1/permissions?nameContains=view%20members',
    )
    viewMembersKey = body.results[0]?.key ?? ''
  })

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(server.url, method, path, { token: manager.token, ...options })
  const create = async (name: string): Promise<string> => {
    const body = { name, permissions: [{ permissionKey: viewMembersKey }] }
    const answer = await manager.call<{ orgRoleKey: string }>('POST', roles, body)
    assert.equal(answer.status, 201)
    assert.deepEqual(Object.keys(answer.body), ['orgRoleKey'])
    return answer.body.orgRoleKey
  }
  const read = async (key: string): Promise<Role> => (await reader.call<Role>('GET', `${roles}/${key}`)).body

  test('creates, reads, lists, changes and deletes a role', async () => {
    const key = await create('Support')
    const environmentKeys = [server.environments[0]?.key]
    const permissions = [{ name: 'View stage', environmentKeys, claimName: null, portfolioKeys: null }]
    const edited = await ask('PATCH', `${roles}/${key}`, { body: { name: 'Help', permissions } })
    assert.deepEqual([edited.status, edited.text], [204, ''])
    const role = await read(key)
    assert.deepEqual(role, {
      key,
      name: 'Help',
      permissions: [
        {
          permissionKey: role.permissions[0]?.permissionKey,
          environmentKeys,
          portfolioKeys: null,
          claimName: 'portfolio-management.view-stage',
          name: 'Portfolio management > View stage',
        },
      ],
      isReadOnly: false,
    })
    const list = await reader.call<{ results: Role[]; page: object }>('GET', `${roles}?sort=-name&limit=2&offset=1`)
    assert.deepEqual(
      list.body.results.map(({ name, isReadOnly }) => [name, isReadOnly]),
      [
        ['Developer', true],
        ['Administrator', true],
      ],
    )
    const page = { count: 2, limit: 2, offset: 1, totalResults: 3, nextPageOffset: null, totalPages: 2 }
    assert.deepEqual(list.body.page, page)
    const gone = await ask('DELETE', `${roles}/${key}`)
    assert.deepEqual([gone.status, gone.text], [204, ''])
    assertProblem(await ask('GET', `${roles}/${key}`), 'organization_role_not_found', key)
  })

  test('refuses bad input, names the field, and changes nothing', async () => {
    const key = await create('Victim')
    await create('Other')
    const permissions = [{ permissionKey: viewMembersKey }]
    const administrator = (await reader.call<{ results: Role[] }>('GET', `${roles}?nameContains=administrator`)).body
    const builtIn = administrator.results[0]?.key ?? ''
    await changingNothing(server, async () => {
      const post = (body: unknown) => ask('POST', roles, { body })
      assertProblem(await post({ permissions }), 'invalid_body', 'name')
      assertProblem(await post({ name: '', permissions }), 'invalid_body', 'name')
      assertProblem(await post({ name: 'a'.repeat(257), permissions }), 'invalid_body', 'name')
      assertProblem(await post({ name: 'a\u0007', permissions }), 'invalid_body', 'name')
      assertProblem(await post({ name: 'X', permissions, isReadOnly: true }), 'invalid_body', 'isReadOnly')
      assertProblem(await post({ name: 'X' }), 'invalid_body', 'permissions')
      assertProblem(await post({ name: 'X', permissions: [] }), 'invalid_body', 'permissions')
      assertProblem(await post({ name: 'X', permissions: [{ permissionKey: 'x' }] }), 'invalid_body', 'permissionKey')
      const unknown = { name: 'X', permissions: [...permissions, { permissionKey: unknownKey }] }
      assertProblem(await post(unknown), 'permission_unknown', unknownKey)
      assertProblem(await post({ name: 'VICTIM', permissions }), 'organization_role_name_taken', 'VICTIM')
      assertProblem(await ask('POST', roles, {}), 'invalid_body')
      const patch = (body: unknown, role = key) => ask('PATCH', `${roles}/${role}`, { body })
      assertProblem(await patch({ name: 'other' }), 'organization_role_name_taken')
      assertProblem(await patch({ permissions: [] }), 'invalid_body', 'permissions')
      assertProblem(await patch({ name: 'X' }, builtIn), 'organization_role_read_only')
      assertProblem(await patch({ name: 'X' }, unknownKey), 'organization_role_not_found')
      assertProblem(await patch({ name: 'X' }, 'nonsense'), 'invalid_parameter', 'key')
      assertProblem(await ask('DELETE', `${roles}/${builtIn}`), 'organization_role_read_only')
      assertProblem(await ask('DELETE', `${roles}/${unknownKey}`), 'organization_role_not_found')
      assertProblem(await ask('GET', `${roles}?sort=key`), 'invalid_parameter', 'sort')
      assertProblem(await ask('GET', `${roles}?limit=101`), 'invalid_parameter', 'limit')
      assertProblem(await ask('GET', `${roles}?roleKey=${unknownKey}`), 'organization_role_not_found')
      assertProblem(await ask('GET', `${roles}/nonsense`), 'invalid_parameter', 'key')
    })
  })

  test('asks for a token, and for the permission', async () => {
    const key = await create('Guarded')
    const nobody = await server.caller()
    const body = { name: 'X', permissions: [{ permissionKey: viewMembersKey }] }
    const duplicate = `/api/management/v1/organization-roles/${key}/duplicate`
    const writes: [method: string, path: string, body?: unknown][] = [
      ['POST', roles, body],
      ['PATCH', `${roles}/${key}`, body],
      ['DELETE', `${roles}/${key}`],
      ['POST', duplicate, { name: 'X' }],
    ]
    const reads: typeof writes = [roles, `${roles}/${key}`].map((path) => ['GET', path])
    await changingNothing(server, async () => {
      for (const [method, path, body] of [...writes, ...reads]) {
        assertProblem(await send(server.url, method, path, { body }), 'token_missing')
      }
      for (const [method, path, body] of writes) {
        const answer = await ask(method, path, { body, token: reader.token })
        assertProblem(answer, 'permission_missing', 'Manage organization roles')
      }
      for (const [method, path] of reads) {
        assertProblem(await ask(method, path, { token: nobody.token }), 'permission_missing', 'any one permission')
      }
    })
  })

  test('duplicates a role', async () => {
    const key = await create('Original')
    const path = (role: string) => `/api/management/v1/organization-roles/${role}/duplicate`
    const { status, body } = await manager.call<{ orgRoleKey: string }>('POST', path(key), { name: 'Copy' })
    assert.equal(status, 201)
    assert.deepEqual(await read(body.orgRoleKey), { ...(await read(key)), key: body.orgRoleKey, name: 'Copy' })
    await changingNothing(server, async () => {
      assertProblem(await ask('POST', path(key), { body: { name: 'copy' } }), 'organization_role_name_taken')
      assertProblem(await ask('POST', path(key), { body: {} }), 'invalid_body', 'name')
      assertProblem(await ask('POST', path(unknownKey), { body: { name: 'X' } }), 'organization_role_not_found')
    })
  })

  test('lists and reads permissions', async () => {
    const permissions = '/api/identity/v1/permissions'
    const { body } = await reader.call<{ results: { key: string; name: string }[]; page: { totalResults: number } }>(
      'GET',
      `${permissions}?nameContains=manage&limit=2`,
    )
    assert.equal(body.results.length, 2)
    assert.ok(body.page.totalResults > 2)
    const one = await reader.call('GET', `${permissions}/${body.results[0]?.key}`)
    assert.deepEqual([one.status, one.body], [200, body.results[0]])
    assertProblem(await ask('GET', `${permissions}/${unknownKey}`), 'permission_not_found', unknownKey)
    assertProblem(await ask('GET', `${permissions}/nonsense`), 'invalid_parameter', 'key')
    const sorted = await ask('GET', `${permissions}?sort=name`)
    assert.deepEqual([sorted.status, sorted.headers['portico-ignored']], [200, 'sort'])
    const nobody = await server.caller()
    for (const path of [permissions, `${permissions}/${viewMembersKey}`]) {
      assertProblem(await send(server.url, 'GET', path), 'token_missing')
      assertProblem(await ask('GET', path, { token: nobody.token }), 'permission_missing')
    }
  })
})
