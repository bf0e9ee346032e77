import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ask as askServer, type Call, callsOf, takesPermission } from '@portico/testing/calls.ts'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { preparations } from '@portico/testing/example-bodies.ts'
import { inOrder } from '@portico/testing/operations.ts'
import { addOrganization, openElsewhere } from '@portico/testing/organizations.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../src/modules/api-clients/clients/credentials.ts'
import { deleteApiClient } from '../../src/modules/api-clients/clients/delete-api-client.ts'
import { suspendApiClient } from '../../src/modules/api-clients/clients/suspend-api-client.ts'
import { type PermissionName, permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'
import { catalogue, type ProblemName } from '../../src/problems/catalogue.ts'

interface Client {
  permission: PermissionName | undefined
  credentials: Credentials
  token: string
}

const names = permissions.map(({ fullName }) => fullName)
const otherHost = 'other.example.com'

describe('Every operation, every permission, every state of the client', () => {
  let clock: TestClock
  let server: TestServer
  let other: Principal
  let calls: Call[]
  /** The tests follow their life: available, with an expired secret, suspended, deleted. */
  let clients: Client[]
  /** A few of them tell as much as all where it is not the permission that decides. */
  let few: Client[]

  before(async () => {
    // A secret that expires today, at 23:59, does so while its last tokens still live.
    clock = testClock(Date.parse('2026-03-02T15:00:00.000Z'))
    server = await startTestServer({ engine: anyEngine, clock, environment: { PORTICO_RATE_LIMIT: 'off' } })
    other = await addOrganization(await openElsewhere(server), 'Other', otherHost)
    const { token } = await clientWith(names)
    calls = await callsOf(server, token ?? '')
    clients = await clientsWithOneEach()
    few = clients.slice(0, 5)
  })

  const ask = (method: string, request: { url: string; body?: object | undefined; host?: string }, token?: string) =>
    askServer(server, method, request, token === undefined ? {} : { authorization: `Bearer ${token}` })

  type Answer = Awaited<ReturnType<typeof ask>>

  const tokenOf = async ({ clientId, clientSecret }: Credentials, host = 'localhost'): Promise<string | undefined> => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/identity/token',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    })
    return response.json<{ access_token?: string }>().access_token
  }

  async function clientWith(granted: PermissionName[], system = server.system, host?: string): Promise<Client> {
    const credentials = await createApiClient(server.context, system, {
      name: 'Test client',
      permissions: granted.map((name) => ({ name })),
      expiresOn: new Date(clock.now()).toISOString().slice(0, 10),
    })
    const token = await tokenOf(credentials, host)
    assert.ok(token, granted.join())
    return { permission: granted[0], credentials, token }
  }

  const byPermission = (): Call[] => calls.filter(takesPermission)

  /** A client with each permission alone, and one with none. */
  async function clientsWithOneEach(): Promise<Client[]> {
    const clients = [await clientWith([])]
    for (const name of names) clients.push(await clientWith([name]))
    return clients
  }

  const assertRefused = (answer: Answer, problem: ProblemName, context: string): void => {
    const { status, code } = catalogue[problem]
    assert.deepEqual([answer.status, answer.body.errorCode], [status, code], `${context}: ${answer.text}`)
  }

  /** Each client gets in where its permission opens the operation, and nowhere else. */
  const assertPermissionsDecide = (clients: Client[]): Promise<void> =>
    changingNothing(server, async () => {
      for (const { permission, token } of clients) {
        for (const { id, method, openedBy, realRequest, harmlessRequest, declared, ...call } of byPermission()) {
          const context = `${id} with ${permission ?? 'no permission'}`
          const isOpen = permission !== undefined && openedBy.includes(permission)
          const answer = await ask(method, isOpen ? harmlessRequest : realRequest, token)
          if (isOpen) {
            const possible = call.needsEveryControllingPermission ? [400, 403] : [200, 204, 400, 404, 422]
            assert.ok(possible.includes(answer.status), `${context}: ${answer.status} ${answer.text}`)
          } else {
            assertRefused(answer, 'permission_missing', context)
            assert.equal(answer.challenge, 'Bearer error="insufficient_scope"', context)
            for (const name of declared) assert.ok(answer.body.detail?.includes(name), `${context}: ${answer.text}`)
          }
        }
      }
    })

  const assertAllRefused = (clients: Client[], problem: ProblemName): Promise<void> =>
    changingNothing(server, async () => {
      for (const { permission, token } of clients) {
        for (const { id, method, realRequest } of calls) {
          assertRefused(await ask(method, realRequest, token), problem, `${id} with ${permission ?? 'no permission'}`)
        }
      }
    })

  test('finds the operations, each with permissions of the catalogue that open it', () => {
    assert.ok(calls.length >= 75, `only ${calls.length} operations`)
    for (const { id, declared, anyPermission, openedBy } of byPermission()) {
      assert.ok(anyPermission ? declared.length === 0 : declared.length > 0, id)
      assert.ok(openedBy.length > 0, id)
      assert.deepEqual(
        declared.filter((name) => !openedBy.includes(name)),
        [],
        id,
      )
    }
  })

  test('lets available clients do what their permissions open, and nothing else', async () => {
    await assertPermissionsDecide(clients)
  })

  test('issues no token for an expired secret, and lets those that it issued do what they could', async () => {
    clock.advance(10 * 3_600_000)
    for (const { credentials } of clients) assert.equal(await tokenOf(credentials), undefined)
    await assertPermissionsDecide(few)
  })

  test('refuses suspended clients everywhere', async () => {
    for (const { credentials } of clients) await suspendApiClient(server.context, server.system, credentials.key)
    await assertAllRefused(few, 'client_suspended')
  })

  test('refuses deleted clients everywhere', async () => {
    for (const { credentials } of clients) await deleteApiClient(server.context, server.system, credentials.key)
    await assertAllRefused(few, 'client_gone')
  })

  test('refuses a client that has every permission but those that open the operation', async () => {
    const refused: [Call, token: string][] = []
    for (const call of byPermission().filter(({ anyPermission }) => !anyPermission)) {
      const { token } = await clientWith(names.filter((name) => !call.openedBy.includes(name)))
      refused.push([call, token])
    }
    await changingNothing(server, async () => {
      for (const [{ id, method, realRequest }, token] of refused) {
        assertRefused(await ask(method, realRequest, token), 'permission_missing', id)
      }
    })
  })

  test('refuses clients of another organization everywhere, also by its host name', async () => {
    const others = [await clientWith([], other, otherHost), await clientWith(names, other, otherHost)]
    await assertAllRefused(others, 'token_invalid')
    const own = await clientWith(names)
    await changingNothing(server, async () => {
      for (const { id, method, realRequest } of calls) {
        assertRefused(await ask(method, { ...realRequest, host: otherHost }, own.token), 'token_invalid', id)
      }
    })
  })

  test('refuses whoever sends no token', async () => {
    await changingNothing(server, async () => {
      for (const { id, method, realRequest } of calls)
        assertRefused(await ask(method, realRequest), 'token_missing', id)
    })
  })

  test('had something to refuse: all of it is done for a client that may do it', async () => {
    const { token } = await clientWith(names)
    const writes = byPermission()
      .filter(({ method }) => method !== 'GET')
      .sort(inOrder)
    for (const { operationId } of writes) {
      for (const each of [...(preparations[operationId] ?? []), operationId]) {
        const call = writes.find((write) => write.operationId === each)
        assert.ok(call, each)
        const { status, text } = await ask(call.method, call.realRequest, token)
        assert.ok(status < 300, `${call.id} for ${operationId}: ${status} ${text}`)
      }
    }
  })
})
