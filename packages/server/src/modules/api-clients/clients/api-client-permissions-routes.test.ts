import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createEnvironment } from '../../applications/portfolios/create-environment.ts'
import { createPortfolio } from '../../applications/portfolios/create-portfolio.ts'
import { updateEnvironments } from '../../applications/portfolios/update-environments.ts'
import { matchPermissions } from '../../foundation/permissions/permission-catalogue.ts'

interface Granted {
  permissionKey: string
  name: string
  environmentKeys: string[] | null
}

onBothEngines('The permissions of API clients', (engine) => {
  let server: TestServer
  let admin: Caller
  let place: string
  let development: string
  let testStage: string

  const set = (permissions: unknown): Promise<Received> =>
    send(server.url, 'PUT', `${place}/permissions`, { token: admin.token, body: { permissions } })

  /** What was selected and what was added automatically, as `Name` or `Name: Environment, …`. */
  const select = async (permissions: unknown): Promise<{ selected: string[]; automatic: string[] }> => {
    const { status, body, text } = await set(permissions)
    assert.equal(status, 200, text)
    const { permissions: stored, automaticPermissions } = (await send(server.url, 'GET', place, { token: admin.token }))
      .body
    assert.deepEqual(body, { permissions: stored, automaticPermissions }, 'what is answered is what is read')
    return { selected: stored.map(show).sort(), automatic: automaticPermissions.map(show).sort() }
  }

  const show = ({ permissionKey, name, environmentKeys }: Granted): string => {
    const [permission] = matchPermissions(name)
    assert.equal(permission?.key, permissionKey)
    const names = server.environments.filter(({ key }) => environmentKeys?.includes(key)).map(({ name }) => name)
    return environmentKeys ? `${permission?.name}: ${names.join(', ')}` : (permission?.name ?? '')
  }

  const refuses = (permissions: unknown): Promise<Received> => changingNothing(server, () => set(permissions))

  before(async () => {
    server = await startTestServer({ engine })
    admin = await server.administrator()
    const [first, second] = server.environments
    assert.ok(first && second)
    development = first.key
    testStage = second.key
  })

  beforeEach(async () => {
    const { key } = await server.createClient()
    place = `/api/management/v1/api-clients/${key}`
  })

  test('select nothing more than what was asked for, where nothing is inherited', async () => {
    assert.deepEqual(await select([{ name: 'View members' }]), { selected: ['View members'], automatic: [] })
    assert.deepEqual(await select([]), { selected: [], automatic: [] })
  })

  test('hold in the environment whose key is given, also where another one was given that key as its name', async () => {
    const inTest = [{ name: 'View end users', environmentKeys: [testStage] }]
    const rename = (key: string, name: string) => updateEnvironments(server.context, server.system, [{ key, name }])
    await rename(development, testStage)
    assert.deepEqual((await select(inTest)).selected, ['View end users: Test'])
    await rename(development, 'Development')
    const { key: portfolioKey } = await createPortfolio(server.context, server.system, { name: 'Elsewhere' })
    const namesake = { name: 'Test', purpose: 'NonProduction', portfolioKey } as const
    await createEnvironment(server.context, server.system, namesake)
    // Commands name environments.
    const byName = server.createClient([{ name: 'View end users', environments: ['test'] }])
    await assert.rejects(byName, { problem: 'environment_unknown', message: /Several stages/ })
  })

  test('Manage users brings five others along, in every environment', async () => {
    assert.deepEqual(await select([{ name: 'Manage users' }]), {
      selected: ['Manage users'],
      automatic: ['Manage end-user access', 'Manage member access', 'View end users', 'View members', 'View stage'],
    })
  })

  test('Manage end-user groups brings others along in its environments', async () => {
    assert.deepEqual(await select([{ name: 'Manage end-user groups', environmentKeys: [development] }]), {
      selected: ['Manage end-user groups: Development'],
      automatic: ['Manage end-user access: Development', 'View end users: Development', 'View stage: Development'],
    })
  })

  test('Change brings Open and Debug, Manage organization roles brings View members', async () => {
    const asked = [{ name: 'Asset management > Change' }, { name: 'Manage organization roles' }]
    assert.deepEqual(await select(asked), {
      selected: ['Change', 'Manage organization roles'],
      automatic: ['Debug', 'Open', 'View members'],
    })
  })

  test('whatever is granted for an environment brings View stage of it', async () => {
    for (const name of ['Deploy assets', 'View configurations', 'Access asset logs and traces', 'Manage stages']) {
      assert.deepEqual(await select([{ name, environmentKeys: [testStage] }]), {
        selected: [`${name}: Test`],
        automatic: ['View stage: Test'],
      })
    }
    assert.deepEqual((await select([{ name: 'View stage', environmentKeys: [testStage] }])).automatic, [])
  })

  test('show what is inherited beside what was selected already', async () => {
    const asked = [
      { name: 'View end users', environmentKeys: [development] },
      { name: 'Manage end-user groups', environmentKeys: [testStage] },
    ]
    assert.deepEqual(await select(asked), {
      selected: ['Manage end-user groups: Test', 'View end users: Development'],
      automatic: ['Manage end-user access: Test', 'View end users: Test', 'View stage: Development, Test'],
    })
    assert.deepEqual(
      await select([{ name: 'View end users', environmentKeys: [testStage] }, { name: 'Manage users' }]),
      {
        selected: ['Manage users', 'View end users: Test'],
        automatic: ['Manage end-user access', 'Manage member access', 'View end users', 'View members', 'View stage'],
      },
    )
  })

  test('take several selections of one permission together', async () => {
    const asked = [
      { name: 'view STAGE', environmentKeys: [testStage] },
      { name: 'Stage > View stage', environmentKeys: [development, testStage] },
    ]
    assert.deepEqual((await select(asked)).selected, ['View stage: Development, Test'])
    assert.deepEqual((await select([...asked, { name: 'View stage' }])).selected, ['View stage'])
  })

  test('are named by key, by name in any case, by full name, or by the name of ODC’s contract', async () => {
    const [permission] = matchPermissions('View end users')
    assert.ok(permission)
    for (const asked of [
      { permissionKey: permission.key },
      { permissionKey: permission.key.toUpperCase(), name: 'View end users' },
      { name: 'view END users' },
      { name: 'End-user management > View end users' },
      { name: 'User management > View end users' },
      { name: ' end-user MANAGEMENT>view end users ' },
    ]) {
      assert.deepEqual((await select([asked])).selected, ['View end users'], JSON.stringify(asked))
    }
  })

  test('are refused where they are unknown, ambiguous, or not granted that way', async () => {
    await select([{ name: 'View members' }])
    const other = matchPermissions('View members')[0]?.key
    const elsewhere = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
    const unknown = [{ name: 'Everything' }, {}, { permissionKey: elsewhere }, { permissionKey: other, name: 'Use' }]
    for (const asked of unknown) assertProblem(await refuses([asked]), 'permission_unknown')
    const ambiguous = await refuses([{ name: 'Create' }])
    assertProblem(ambiguous, 'permission_unknown', 'Asset management > Create', 'Connection management > Create')
    assertProblem(
      await refuses([{ name: 'Manage users', environmentKeys: [testStage] }]),
      'permission_not_by_environment',
    )
    const noSuch = await refuses([{ name: 'View stage', environmentKeys: [elsewhere] }])
    assertProblem(noSuch, 'environment_unknown', elsewhere, 'Development, Test, Production')
    assertProblem(await refuses([{ name: 'View members' }, { name: 'Everything' }]), 'permission_unknown', 'Everything')
    assertProblem(await refuses(Array(101).fill({ name: 'Use' })), 'invalid_body', 'permissions', '100')
  })

  test('are replaced as a whole, also by two at the same time', async () => {
    const lists = ['View members', 'Manage users', 'Use', 'View audit trail', 'Release', 'Open support cases']
    const answers = await Promise.all(lists.map((name) => set([{ name }, { name: 'View stage' }])))
    assert.deepEqual(
      answers.map(({ status }) => status),
      lists.map(() => 200),
    )
    const { body } = await send(server.url, 'GET', place, { token: admin.token })
    assert.equal(body.permissions.length, 2)
  })
})
