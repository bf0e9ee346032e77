import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, type SendOptions, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import type { ProblemName } from '../../../problems/catalogue.ts'

const users = '/api/identity/v1/users'
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('Writing users', (engine) => {
  let server: TestServer
  let manager: Caller
  let role: { key: string; name: string; environmentKey: string }

  const request = (method: string, path: string, options: SendOptions = {}): Promise<Received> =>
    send(server.url, method, path, { token: manager.token, ...options })

  const create = async (body: object): Promise<string> => {
    const created = await request('POST', users, { body })
    assert.equal(created.status, 201, created.text)
    assert.deepEqual(Object.keys(created.body), ['key'])
    return created.body.key
  }

  const read = async (key: string) => (await request('GET', `${users}/${key}?embed=UserIdentityProviders`)).body

  const refuses = (work: () => Promise<Received>): Promise<Received> => changingNothing(server, work)

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    manager = await server.caller('Manage users')
    role = (await request('GET', '/api/identity/v1/application-roles?limit=1')).body.results[0]
  })

  test('creates a user with an e-mail alone, active', async () => {
    const key = await create({ email: 'New.User@Example.com' })
    assert.deepEqual(await read(key), {
      key,
      name: null,
      email: 'New.User@Example.com',
      status: 'Active',
      access: { hasOrganizationRoles: false, hasApplicationRoles: false },
      lastLoginAt: null,
      isActive: true,
      photoUrl: null,
      isEmailVerified: false,
      isTermsAndConditionsAccepted: false,
      _embedded: { userIdentityProviders: [] },
    })
  })

  test('creates a user with everything that can be given', async () => {
    const key = await create({
      name: '  Zoë 测试 🙂 ',
      email: 'zoe@example.com',
      isActive: false,
      photoUrl: 'https://example.com/zoe.png',
      addToBuiltInIdentityProvider: true,
    })
    const user = await read(key)
    assert.deepEqual(
      [user.name, user.status, user.isActive, user.photoUrl],
      ['Zoë 测试 🙂', 'Inactive', false, 'https://example.com/zoe.png'],
    )
    const [profile] = user._embedded.userIdentityProviders
    assert.deepEqual(
      [profile.username, profile.email, profile.firstLoginAt],
      ['zoe@example.com', 'zoe@example.com', null],
    )
  })

  test('accepts null for what may be empty', async () => {
    const nothing = { name: null, photoUrl: null, identityProviderKey: null, subject: null, username: null }
    const user = await read(await create({ email: 'nulls@example.com', ...nothing }))
    assert.deepEqual([user.name, user.photoUrl], [null, null])
    const blank = await read(await create({ email: 'no-photo@example.com', photoUrl: '' }))
    assert.equal(blank.photoUrl, null)
  })

  test('gives an existing user a profile, and leaves the rest of the user alone', async () => {
    const key = await create({ email: 'linked@example.com', name: 'Linked' })
    const again = { email: 'LINKED@example.com', name: 'Other', addToBuiltInIdentityProvider: true }
    assert.equal(await create(again), key)
    const user = await read(key)
    assert.deepEqual(
      [user.name, user.email, user._embedded.userIdentityProviders.length],
      ['Linked', 'linked@example.com', 1],
    )
    assertProblem(await refuses(() => request('POST', users, { body: again })), 'email_taken')
  })

  test('refuses a user that exists, is incomplete or names something unknown', async () => {
    const refusals: [body: object, problem: ProblemName, ...detail: string[]][] = [
      [{ email: 'ADA.almeida@example.com' }, 'email_taken'],
      [{}, 'user_incomplete', 'email'],
      [{ name: 'Nobody' }, 'user_incomplete'],
      [{ email: null }, 'user_incomplete'],
      [{ addToBuiltInIdentityProvider: true }, 'user_incomplete', 'email'],
      [
        { email: 'a@example.com', identityProviderKey: unknownKey, subject: 'x' },
        'identity_provider_unknown',
        unknownKey,
      ],
      [{ email: 'a@example.com', subject: 'x' }, 'invalid_body', 'identityProviderKey'],
      [{ email: 'not an address' }, 'invalid_body', 'email'],
      [{ email: 'a@b' }, 'invalid_body', 'email'],
      [{ email: `${'a'.repeat(250)}@example.com` }, 'invalid_body', 'email'],
      [{ email: 'a@example.com', photoUrl: 'javascript:alert(1)' }, 'invalid_body', 'photoUrl'],
      [{ email: 'a@example.com', photoUrl: 'photo.png' }, 'invalid_body', 'photoUrl'],
      [{ email: 'a@example.com', photoUrl: `https://example.com/${'x'.repeat(2048)}` }, 'invalid_body', 'photoUrl'],
      [{ email: 'a@example.com', name: '' }, 'invalid_body', 'name'],
      [{ email: 'a@example.com', name: 'x'.repeat(257) }, 'invalid_body', 'name', '256'],
    ]
    for (const [body, ...problem] of refusals) {
      assertProblem(await refuses(() => request('POST', users, { body })), ...problem)
    }
  })

  test('changes what a PATCH holds, clears by null, and answers 204 without a body', async () => {
    const key = await create({ email: 'patched@example.com', name: 'Before', photoUrl: 'https://example.com/a.png' })
    const patch = async (body: object) => {
      const { status, text, headers } = await request('PATCH', `${users}/${key}`, { body })
      assert.deepEqual([status, text, headers['content-type']], [204, '', undefined])
      const { name, photoUrl, status: state } = await read(key)
      return [name, photoUrl, state]
    }
    assert.deepEqual(await patch({ name: 'After' }), ['After', 'https://example.com/a.png', 'Active'])
    assert.deepEqual(await patch({ photoUrl: null }), ['After', null, 'Active'])
    const photo = { photoUrl: 'https://example.com/b.png' }
    assert.deepEqual(await patch({ ...photo, givenName: 'Zoe' }), ['After', photo.photoUrl, 'Active'])
    assert.deepEqual(await patch({ PhotoURL: '' }), ['After', null, 'Active'])
    assert.deepEqual(await patch({ name: null, isActive: false }), [null, null, 'Inactive'])
    assert.deepEqual(await patch({ isActive: null }), [null, null, 'Inactive'])
    assert.deepEqual(await patch({ isActive: true }), [null, null, 'Active'])
    assert.deepEqual(await patch({}), [null, null, 'Active'])
  })

  test('keeps the Administrators and the unregistered as they are', async () => {
    const invited = (await request('GET', `${users}?status=Invited&limit=1`)).body.results[0].key
    const activate = () => request('PATCH', `${users}/${invited}`, { body: { isActive: true } })
    assertProblem(await refuses(activate), 'user_not_registered', 'Invited')

    const members = (await request('GET', `${users}?hasOrganizationRoles=true&limit=100`)).body.results
    const keys: string[] = members.map(({ key }: { key: string }) => key)
    const { token } = await server.administrator()
    const outcomes = []
    for (const key of keys) outcomes.push((await request('DELETE', `${users}/${key}`, { token })).status)
    assert.equal(outcomes.filter((status) => status === 400).length, 1)
    const last = keys[outcomes.indexOf(400)]
    assertProblem(await refuses(() => request('DELETE', `${users}/${last}`, { token })), 'last_administrator')
    const deactivate = () => request('PATCH', `${users}/${last}`, { token, body: { isActive: false } })
    assertProblem(await refuses(deactivate), 'last_administrator')
  })

  test('deletes a user', async () => {
    const key = await create({ email: 'deleted@example.com', addToBuiltInIdentityProvider: true })
    assert.equal((await request('POST', `${users}/${key}/application-roles/${role.key}`)).status, 201)
    const { status, text } = await request('DELETE', `${users}/${key}`)
    assert.deepEqual([status, text], [204, ''])
    assertProblem(await request('GET', `${users}/${key}`), 'user_not_found', key)
    assert.notEqual(await create({ email: 'deleted@example.com' }), key)
  })

  test('grants and revokes an application role, as often as it is asked to', async () => {
    const key = await create({ email: 'granted@example.com' })
    const held = async () => (await request('GET', `${users}/${key}/application-roles`)).body.results
    const path = `${users}/${key}/application-roles/${role.key}`
    assert.deepEqual(await held(), [])
    for (const again of [1, 2]) {
      const { status, text } = await request('POST', path)
      assert.deepEqual([status, text], [201, ''], `grant ${again}`)
      const [only, ...others] = await held()
      assert.deepEqual({ ...only }, { ...role, isDirectlyAssigned: true, assignedGroups: [] })
      assert.deepEqual(others, [])
    }
    for (const again of [1, 2]) {
      const { status, text } = await request('DELETE', path)
      assert.deepEqual([status, text], [204, ''], `revocation ${again}`)
      assert.deepEqual(await held(), [])
    }
  })

  test('answers 404 for users and roles that do not exist, and changes nothing', async () => {
    const key = await create({ email: 'somebody@example.com' })
    const missing: [method: string, path: string, problem: 'user_not_found' | 'application_role_not_found'][] = [
      ['GET', `${users}/${unknownKey}`, 'user_not_found'],
      ['PATCH', `${users}/${unknownKey}`, 'user_not_found'],
      ['DELETE', `${users}/${unknownKey}`, 'user_not_found'],
      ['GET', `${users}/${unknownKey}/application-roles`, 'user_not_found'],
      ['POST', `${users}/${unknownKey}/application-roles/${role.key}`, 'user_not_found'],
      ['DELETE', `${users}/${unknownKey}/application-roles/${role.key}`, 'user_not_found'],
      ['POST', `${users}/${key}/application-roles/${unknownKey}`, 'application_role_not_found'],
      ['DELETE', `${users}/${key}/application-roles/${unknownKey}`, 'application_role_not_found'],
    ]
    for (const [method, path, problem] of missing) {
      const options = method === 'PATCH' ? { body: { name: 'x' } } : {}
      assertProblem(await refuses(() => request(method, path, options)), problem, unknownKey)
    }
  })

  test('grants in the environments of the permission only, and names what is missing', async () => {
    const key = await create({ email: 'limited@example.com' })
    const elsewhere = server.environments.find((environment) => environment.key !== role.environmentKey)
    const allowed = server.environments.find((environment) => environment.key === role.environmentKey)
    assert.ok(elsewhere && allowed)
    const caller = async (environment: string) =>
      server.token(await server.createClient([{ name: 'Manage end-user access', environments: [environment] }]))
    const path = `${users}/${key}/application-roles/${role.key}`
    const token = await caller(elsewhere.key)
    const forbidden = await refuses(() => request('POST', path, { token }))
    assertProblem(forbidden, 'permission_missing', 'Manage end-user access', allowed.name)
    assert.match(String(forbidden.headers['www-authenticate']), /insufficient_scope/)
    assert.equal((await request('POST', path, { token: await caller(allowed.key) })).status, 201)
  })

  test('accepts application/*+json as well', async () => {
    for (const type of ['application/merge-patch+json', 'application/vnd.acme.v1+json; charset=utf-8']) {
      const headers = { 'content-type': type }
      const body = JSON.stringify({ email: `${type.length}@example.com` })
      assert.equal((await request('POST', users, { headers, body })).status, 201, type)
    }
  })
})
