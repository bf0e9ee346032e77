import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath, kindInPath, kindOfField } from '@portico/testing/examples.ts'
import { type DescribedOperation, permissionsOpening, readOperations } from '@portico/testing/operations.ts'
import { assertProblem, callWith, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, createMember, sessionOf } from '@portico/testing/signed-in-members.ts'
import { type PermissionName, permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'

const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const identity = '/api/identity/v1'
const userKinds = ['user', 'invitedUser', 'groupMember']

/** A request of an operation, about the user with this key */
type UserRequest = (userKey: string) => { path: string; body?: unknown }

describe('Users whom the caller does not see', () => {
  let server: TestServer
  let keys: ExampleKeys
  let operations: DescribedOperation[]
  /** A role in an environment in which no caller may do anything */
  let roleElsewhere: string
  let hidden: { administrator: string; endUserElsewhere: string; withoutRoles: string }

  before(async () => {
    server = await startTestServer({ engine: anyEngine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    const { call, token } = await server.caller(...permissions.map(({ fullName }) => fullName))
    keys = await createExamples(
      server,
      (method, path, body) => send(server.url, method, path, { token, body }),
      'Example',
    )
    operations = await readOperations(server.url)
    await call('POST', `/api/management/v1/assets/${keys.asset}/deployments`, {
      environmentKey: keys.anotherEnvironment,
    })
    const elsewhere = `${identity}/application-roles?environmentKey=${keys.anotherEnvironment}&assetKey=${keys.asset}`
    roleElsewhere = (await call<{ results: { key: string }[] }>('GET', elsewhere)).body.results[0]?.key ?? ''
    const endUserElsewhere = await createMember(server, server.system)
    await call('POST', `${identity}/users/${endUserElsewhere}/application-roles/${roleElsewhere}`)
    const { key: administrator } = await createBuiltInMember(server, 'Administrator')
    hidden = { administrator, endUserElsewhere, withoutRoles: await createMember(server, server.system) }
  })

  /** A client with one permission; in the environment of the examples, where it is granted by environment. */
  async function clientWith(permission: PermissionName): Promise<string> {
    const byEnvironment = permissions.find(({ fullName }) => fullName === permission)?.allowsEnvironments
    const grant = { name: permission, ...(byEnvironment ? { environments: [keys.environment] } : {}) }
    return server.token(await server.createClient([grant]))
  }

  async function hiddenFrom(token: string): Promise<string[]> {
    const all = Object.values(hidden)
    const { status, body } = await callWith(server.url, token)<{ results: { key: string }[] }>(
      'GET',
      `${identity}/users?userKeys=${all.join()}`,
    )
    if (status === 403) return all
    return all.filter((key) => !body.results.some((user) => user.key === key))
  }

  /** The requests of an operation that name a user: in the path, in the query, in the body. */
  function requestsOf({ operationId, path, query, body }: DescribedOperation): UserRequest[] {
    const example = exampleBodies(keys, 'Changed')[operationId] as Record<string, unknown> | undefined
    const requests: UserRequest[] = []
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      const kind = kindInPath(path, name)
      if (!userKinds.includes(kind)) continue
      requests.push((userKey) => ({ path: fillPath(path, keys, { [kind]: userKey }), body: example }))
    }
    for (const { name, schema } of query) {
      if (kindOfField(operationId, name, schema.format) !== 'user') continue
      requests.push((userKey) => ({ path: `${fillPath(path, keys)}?${name}=${userKey}` }))
    }
    for (const [name, schema] of Object.entries(body?.properties ?? {})) {
      if (kindOfField(operationId, name, schema.format) !== 'user') continue
      requests.push((userKey) => ({ path: fillPath(path, keys), body: { ...example, [name]: [userKey] } }))
    }
    return requests
  }

  const comparable = ({ status, text }: Received, userKey: string): string =>
    `${status} ${text.replaceAll(userKey, 'KEY').replaceAll(/"(traceId|instance)":"[^"]*"/g, '')}`

  test('answers each operation that takes a user’s key as if there was no such user', async () => {
    let compared = 0
    const covered = new Set<string>()
    await server.context.lastUse.flush()
    for (const operation of operations) {
      // The audit trail is whole for whoever may read it.
      if (operation.path.includes('/audit-')) continue
      // It stores the keys and answers 201 for any of them. Its results: bulk-changes-routes.test.ts.
      if (operation.operationId === 'BulkChange_Create') continue
      const requests = requestsOf(operation)
      if (requests.length === 0 || operation.anyPermission) continue
      for (const permission of permissionsOpening(operation)) {
        const token = await clientWith(permission)
        const unseen = await hiddenFrom(token)
        for (const request of requests) {
          const ask = async (userKey: string): Promise<string> => {
            const { path, body } = request(userKey)
            return comparable(await send(server.url, operation.method, path, { token, body }), userKey)
          }
          const expected = await ask(unknownKey)
          assert.doesNotMatch(expected, /^(403|5)/, `${operation.operationId} with ${permission}`)
          for (const userKey of unseen) {
            const context = `${operation.method} ${request('KEY').path} with ${permission}`
            assert.equal(await changingNothing(server, () => ask(userKey)), expected, context)
            compared++
            covered.add(operation.operationId)
          }
        }
      }
    }
    assert.ok(compared >= 40, `only ${compared} comparisons`)
    for (const operationId of [
      'UserProfile_GetUser',
      'UserApplicationRoles_GrantApplicationRoleToUser',
      'UserApplicationRoles_RevokeApplicationRoleForUser',
      'UserOrganizationRoles_GrantOrganizationRoleToUser',
      'UserOrganizationRoles_RevokeOrganizationRoleForUser',
      'Group_CreateGroup',
      'Group_AddOrRemoveUsersFromGroup',
    ]) {
      assert.ok(covered.has(operationId), `${operationId}: ${[...covered].join()}`)
    }
  })

  test('a Developer grants no role to an Administrator, whom they would see from then on', async () => {
    const { key } = await createBuiltInMember(server, 'Developer')
    const developer = await sessionOf(server, server.organizationKey, key)
    const viewsOnlyEndUsers = await clientWith('End-user management > Manage end-user access')
    const path = `${identity}/users/${hidden.administrator}/application-roles/${keys.role}`
    // A Developer views members, an Administrator among them.
    assert.equal((await developer.send('GET', `${identity}/users/${hidden.administrator}`)).status, 200)
    assertProblem(await developer.send('GET', `${identity}/users/${hidden.endUserElsewhere}`), 'user_not_found')
    const elsewhere = `${identity}/users/${hidden.endUserElsewhere}/application-roles/${keys.role}`
    await changingNothing(server, async () => {
      assertProblem(await developer.send('POST', elsewhere), 'user_not_found', hidden.endUserElsewhere)
      const refused = await send(server.url, 'POST', path, { token: viewsOnlyEndUsers })
      assertProblem(refused, 'user_not_found', hidden.administrator)
    })
  })

  test('a user without any role is seen by whoever may give a first one, and by nobody who may only look', async () => {
    const path = `${identity}/users/${hidden.withoutRoles}`
    const status = async (permission: PermissionName): Promise<number> =>
      (await send(server.url, 'GET', path, { token: await clientWith(permission) })).status
    assert.equal(await status('End-user management > Manage end-user access'), 200)
    assert.equal(await status('User and access management > Manage member access'), 200)
    assert.equal(await status('End-user management > View end users'), 404)
    assert.equal(await status('User and access management > View members'), 404)
  })

  test('members of a group are counted as far as the caller sees them', async () => {
    const manager = await clientWith('End-user management > Manage end-user groups')
    const all = (
      await server.caller('User and access management > Manage users', 'End-user management > Manage end-user groups')
    ).call
    const created = await all<{ key: string }>('POST', `${identity}/groups`, {
      name: 'Without roles',
      environmentKey: keys.environment,
      userKeys: [hidden.administrator, keys.user],
    })
    const path = `${identity}/groups/${created.body.key}/users`
    const seen = await send(server.url, 'GET', path, { token: manager })
    assert.deepEqual([seen.body.page.totalResults, seen.body.results.length], [1, 1], seen.text)
    assert.equal((await all<{ page: { totalResults: number } }>('GET', path)).body.page.totalResults, 2)
  })

  test('an invitation of a hidden user’s e-mail names Manage users, and tells nothing else', async () => {
    const token = await clientWith('End-user management > Manage end-user access')
    const { key, email } = await createBuiltInMember(server, 'Administrator')
    const invite = (address: string) =>
      send(server.url, 'POST', '/api/management/v1/user-invitations', {
        token,
        body: { email: address, applicationRoleKeys: [keys.role] },
      })
    const refused = await changingNothing(server, () => invite(email))
    assertProblem(refused, 'permission_missing', 'User and access management > Manage users')
    assert.ok(!refused.text.includes(key) && !refused.text.includes('exists'))
    assertProblem(await changingNothing(server, () => invite('person@example.example.com')), 'email_taken')
  })

  test('a role for one asset shows and gives what belongs to that asset, and nothing beside it', async () => {
    const { call } = await server.caller(...permissions.map(({ fullName }) => fullName))
    const create = async (path: string, body: object): Promise<string> =>
      (await call<{ key: string }>('POST', path, body)).body.key
    const other = await create('/api/management/v1/assets', { name: 'Another asset' })
    await call('POST', `/api/management/v1/assets/${other}/application-roles`, { name: 'User of another asset' })
    await call('POST', `/api/management/v1/assets/${other}/deployments`, { environmentKey: keys.environment })
    const roles = `${identity}/application-roles`
    const [otherRole] = (await call<{ results: { key: string }[] }>('GET', `${roles}?assetKey=${other}`)).body.results
    const [ofBoth, ofOther] = [await createMember(server, server.system), await createMember(server, server.system)]
    for (const userKey of [ofBoth, ofOther]) {
      await call('POST', `${identity}/users/${userKey}/application-roles/${otherRole?.key}`)
    }
    await call('POST', `${identity}/users/${ofBoth}/application-roles/${keys.role}`)

    const created = await call<{ orgRoleKey: string }>('POST', `${identity}/organization-roles`, {
      name: 'Gives access',
      permissions: [{ name: 'Manage end-user access' }],
    })
    const member = await createMember(server, server.system)
    await call('POST', `${identity}/users/${member}/organization-roles/${created.body.orgRoleKey}`, {
      assetKeys: [keys.asset],
    })
    const { send: ask } = await sessionOf(server, server.organizationKey, member)
    const listed = async (path: string): Promise<string[]> =>
      (await ask('GET', path)).body.results.map(({ key }: { key: string }) => key)

    assert.ok((await listed(`${identity}/users?userKeys=${ofBoth},${ofOther}`)).join() === ofBoth)
    const seenRoles = (await ask('GET', roles)).body.results as { assetKey: string }[]
    assert.deepEqual([...new Set(seenRoles.map(({ assetKey }) => assetKey))], [keys.asset])
    assert.deepEqual(await listed(`${identity}/users/${ofBoth}/application-roles`), [keys.role])
    const embedded = await ask('GET', `${identity}/users/${ofBoth}?embed=ApplicationRoles`)
    assert.ok(!embedded.text.includes(other), embedded.text)
    assertProblem(await ask('GET', `${roles}/${otherRole?.key}/users`), 'application_role_not_found')
    assert.equal((await ask('GET', `${roles}/${keys.role}/users`)).status, 200)
    assert.equal((await ask('GET', `${identity}/users?assetKey=${other}`)).body.page.totalResults, 0)

    const grant = (userKey: string, roleKey: string | undefined) =>
      ask('POST', `${identity}/users/${userKey}/application-roles/${roleKey}`)
    await changingNothing(server, async () => {
      assertProblem(
        await grant(ofBoth, otherRole?.key),
        'permission_missing',
        'Manage end-user access',
        'Another asset',
      )
      assertProblem(await grant(ofOther, keys.role), 'user_not_found')
    })
    assert.equal((await grant(hidden.withoutRoles, keys.role)).status, 201)
    assert.equal((await ask('DELETE', `${identity}/users/${ofBoth}/application-roles/${keys.role}`)).status, 204)
  })
})
