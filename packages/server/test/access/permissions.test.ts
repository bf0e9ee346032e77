import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { permissions } from '../../src/modules/permissions/permission-catalogue.ts'
import { changingNothing } from '../support/contents.ts'
import { assertProblem, type Received, send } from '../support/requests.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Operation {
  id: string
  method: string
  /** With a key that there isn't in the place of each parameter */
  path: string
  /** Any one of them is enough. */
  sufficient: string[]
  hasBody: boolean
}

interface OpenApi {
  paths: Record<string, Record<string, { requestBody?: object; 'x-permissions': { named: string[] } }>>
}

const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

describe('Every operation and its permissions', () => {
  let server: TestServer
  let operations: Operation[]

  const tokenWith = async (...names: string[]): Promise<string> =>
    server.token(await server.createClient(names.map((name) => ({ name }))))

  /** A body that no operation takes: whoever gets as far as that is refused with 400 or 404, and changes nothing. */
  const call = ({ method, path, hasBody }: Operation, token: string): Promise<Received> =>
    send(server.url, method, path, hasBody ? { token, body: { unknown: true } } : { token })

  before(async () => {
    server = await startTestServer({ engine: 'sqlite', sample: true })
    operations = []
    for (const prefix of ['/api/identity/v1', '/api/management/v1']) {
      const { paths } = (await (await fetch(`${server.url}${prefix}/openapi.json`)).json()) as OpenApi
      for (const [path, item] of Object.entries(paths)) {
        for (const [method, operation] of Object.entries(item)) {
          operations.push({
            id: `${method.toUpperCase()} ${path}`,
            method: method.toUpperCase(),
            path: prefix + path.replace(/\{\w+\}/g, nobody),
            sufficient: operation['x-permissions'].named,
            hasBody: operation.requestBody !== undefined,
          })
        }
      }
    }
    assert.ok(operations.length >= 19, `only ${operations.length} operations`)
  })

  it('names permissions of the catalogue, at least one each', () => {
    const known = permissions.map(({ fullName }) => fullName as string)
    for (const { id, sufficient } of operations) {
      assert.ok(sufficient.length > 0, id)
      assert.deepEqual(
        sufficient.filter((name) => !known.includes(name)),
        [],
        id,
      )
    }
  })

  it('refuses a client without permissions, names what is missing, and changes nothing', async () => {
    const token = await tokenWith()
    await changingNothing(server, async () => {
      for (const operation of operations) {
        const refused = await call(operation, token)
        assertProblem(refused, 'permission_missing', ...operation.sufficient)
        assert.equal(refused.headers['www-authenticate'], 'Bearer error="insufficient_scope"', operation.id)
      }
    })
  })

  it('refuses a client that has every permission but the sufficient ones', async () => {
    for (const operation of operations) {
      const insufficient = permissions
        .map(({ fullName }) => fullName)
        .filter((name) => ![...operation.sufficient, ...bringing(operation.sufficient)].includes(name))
      assertProblem(await call(operation, await tokenWith(...insufficient)), 'permission_missing')
    }
  })

  it('lets a client pass that has one sufficient permission', async () => {
    const calls: [operation: Operation, token: string][] = []
    for (const operation of operations) {
      for (const name of operation.sufficient) calls.push([operation, await tokenWith(name)])
    }
    await changingNothing(server, async () => {
      for (const [operation, token] of calls) {
        const { status, text } = await call(operation, token)
        assert.ok([200, 400, 404].includes(status), `${operation.id}: ${status} ${text}`)
      }
    })
  })

  it('answers 401 everywhere without a token', async () => {
    await changingNothing(server, async () => {
      for (const { method, path } of operations) assertProblem(await send(server.url, method, path), 'token_missing')
    })
  })
})

/** Permissions that bring one of these along. */
function bringing(names: string[]): string[] {
  const brought: Record<string, string[]> = {
    'User and access management > Manage users': [
      'User and access management > View members',
      'User and access management > Manage member access',
      'End-user management > View end users',
      'End-user management > Manage end-user access',
      'Portfolio management > View stage',
    ],
    'User and access management > Manage organization roles': ['User and access management > View members'],
    'End-user management > Manage end-user groups': [
      'End-user management > View end users',
      'End-user management > Manage end-user access',
    ],
  }
  return Object.entries(brought).flatMap(([name, others]) =>
    others.some((other) => names.includes(other)) ? [name] : [],
  )
}
