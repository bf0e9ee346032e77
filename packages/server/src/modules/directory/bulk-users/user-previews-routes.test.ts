import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember } from '@portico/testing/signed-in-members.ts'
import { createUser } from '../users/create-user.ts'
import { createUsers } from '../users/create-users.ts'
import type { UserCreateRequest } from '../users/users-schemas.ts'

onBothEngines('A preview of users', (engine) => {
  let server: TestServer
  let manager: Caller

  const preview = (records: unknown, by = manager): Promise<Received> =>
    changingNothing(server, () => by.call('POST', '/api/management/v1/user-previews', { records })) as Promise<Received>

  before(async () => {
    server = await startTestServer({ engine })
    manager = await server.caller('Manage users')
  })

  test('says what creating them then does, and changes nothing', async () => {
    const make = (email: string, more: object = {}) => createUser(server.context, server.system, { email, ...more })
    const { key: without } = await make('zoë@bücher.example')
    await make('with@there.example', { addToBuiltInIdentityProvider: true })
    const builtIn = { addToBuiltInIdentityProvider: true }
    const records: UserCreateRequest[] = [
      { email: 'new@there.example', ...builtIn },
      { email: 'ZOË@xn--bcher-kva.example', name: 'Zoë', ...builtIn },
      { email: 'With@There.Example', ...builtIn },
      { email: 'zoë@bücher.example' },
      { email: 'NEW@there.example', ...builtIn },
      { email: 'no address', ...builtIn },
      { username: 'nowhere', identityProviderKey: server.organizationKey },
    ]
    const { status, body } = await preview(records)
    assert.equal(status, 200, JSON.stringify(body))
    const said: { status: string; userKey: string | null; errorCode: string | null; errorMessage: string | null }[] =
      body.results
    assert.deepEqual(
      said.map((result) => [result.status, result.userKey, result.errorCode]),
      [
        ['Inserted', null, null],
        ['Updated', without, null],
        ['Error', null, 'PTC-USR-40001'],
        ['Error', null, 'PTC-USR-40001'],
        ['Error', null, 'PTC-USR-40001'],
        ['Error', null, 'PTC-REQ-40002'],
        ['Error', null, 'PTC-USR-40004'],
      ],
    )
    assert.match(said[5]?.errorMessage ?? '', /The field email must be/)
    const done = await createUsers(server.context, server.system, records)
    assert.deepEqual(
      done.map((creation) => creation.status),
      said.map((result) => result.status),
    )
  })

  test('refuses by the same rules of authority', async () => {
    const { email } = await createBuiltInMember(server, 'Administrator')
    const { body } = await preview([{ email, addToBuiltInIdentityProvider: true }])
    assert.deepEqual([body.results[0].status, body.results[0].errorCode], ['Error', 'PTC-AUT-40301'])
    assert.match(body.results[0].errorMessage, /which you do not hold/)
  })

  test('needs the permission, and 1 to 100 records', async () => {
    const viewer = await server.caller('View members', 'View end users')
    const record = { email: 'a@there.example' }
    assertProblem(await preview([record], viewer), 'permission_missing', 'Manage users')
    assertProblem(await preview([]), 'invalid_body', 'records')
    assertProblem(await preview(Array.from({ length: 101 }, () => record)), 'invalid_body', 'records')
    assertProblem(await preview([{ ...record, givenName: 'Ann' }]), 'invalid_body', 'givenName')
    const { status, body } = await preview(Array.from({ length: 100 }, (_, n) => ({ email: `p${n}@there.example` })))
    assert.deepEqual([status, body.results.length], [200, 100])
  })
})
