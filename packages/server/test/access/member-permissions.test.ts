import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ask, type Call, callsOf, takesPermission } from '@portico/testing/calls.ts'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { type SignedIn, signedInMember } from '@portico/testing/signed-in-members.ts'
import { deleteUser } from '../../src/modules/directory/users/delete-user.ts'
import { updateUser } from '../../src/modules/directory/users/update-user.ts'
import { type PermissionName, permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import { catalogue, type ProblemName } from '../../src/problems/catalogue.ts'

const names = permissions.map(({ fullName }) => fullName)

describe('Every operation, every permission, for members', () => {
  let server: TestServer
  let calls: Call[]
  /** The tests follow their life: signed in, deactivated, deleted. */
  let members: { permission: PermissionName | undefined; signedIn: SignedIn }[]

  before(async () => {
    server = await startTestServer({
      engine: anyEngine,
      clock: testClock(),
      environment: { PORTICO_RATE_LIMIT: 'off' },
    })
    members = [{ permission: undefined, signedIn: await signedInMember(server) }]
    for (const permission of names) members.push({ permission, signedIn: await signedInMember(server, permission) })
    calls = await callsOf(server, (await server.caller(...names)).token)
  })

  const askAs = ({ cookie, csrfToken }: SignedIn, method: string, request: Call['harmlessRequest']) =>
    ask(server, method, request, { cookie, 'x-csrf-token': csrfToken })

  const byPermission = (): Call[] => calls.filter(takesPermission)

  type Answer = Awaited<ReturnType<typeof ask>>
  const assertRefused = (answer: Answer, problem: ProblemName, context: string): void => {
    const { status, code } = catalogue[problem]
    assert.deepEqual([answer.status, answer.body.errorCode], [status, code], `${context}: ${answer.text}`)
  }

  test('lets a member do by an organization role what an API client may do by the same permission', async () => {
    assert.ok(calls.length >= 75)
    await changingNothing(server, async () => {
      for (const [nth, { permission, signedIn }] of members.entries()) {
        for (const [
          number,
          { id, method, openedBy, realRequest, harmlessRequest, ...call },
        ] of byPermission().entries()) {
          const context = `${id} with ${permission ?? 'no permission'}`
          if (permission !== undefined && openedBy.includes(permission)) {
            const answer = await askAs(signedIn, method, harmlessRequest)
            const possible = call.needsEveryControllingPermission ? [400, 403] : [200, 204, 400, 404, 422]
            assert.ok(possible.includes(answer.status), `${context}: ${answer.status} ${answer.text}`)
          } else if ((nth + number) % 6 === 0) {
            // A sample: below, each operation refuses a member who has all of these permissions at once.
            assertRefused(await askAs(signedIn, method, realRequest), 'permission_missing', context)
          }
        }
      }
    })
  })

  test('answers a member and an API client with the same permission the same', async () => {
    const readCalls = calls.filter(({ method }) => method === 'GET')
    let compared = 0
    for (const permission of names) {
      const client = await server.caller(permission)
      const signedIn = members.find((member) => member.permission === permission)?.signedIn
      assert.ok(signedIn)
      // What the permission does not open is refused to both: see above, and the test of clients.
      for (const { id, realRequest } of readCalls.filter(({ openedBy }) => openedBy.includes(permission))) {
        const asClient = await ask(server, 'GET', realRequest, { authorization: `Bearer ${client.token}` })
        const asMember = await askAs(signedIn, 'GET', realRequest)
        assert.equal(asMember.status, asClient.status, `${id} with ${permission}`)
        if (asClient.status !== 200) continue
        assert.equal(asMember.text, asClient.text, `${id} with ${permission}`)
        compared++
      }
    }
    assert.ok(compared >= 40, `only ${compared} answers`)
  })

  test('refuses a member who has every permission but those that open the operation', async () => {
    const refused: [Call, SignedIn][] = []
    for (const call of byPermission().filter(({ anyPermission }) => !anyPermission)) {
      refused.push([call, await signedInMember(server, ...names.filter((name) => !call.openedBy.includes(name)))])
    }
    await changingNothing(server, async () => {
      for (const [{ id, method, realRequest }, signedIn] of refused)
        assertRefused(await askAs(signedIn, method, realRequest), 'permission_missing', id)
    })
  })

  test('refuses members what is for API clients alone, whatever they may do', async () => {
    const members = [await signedInMember(server), await signedInMember(server, ...names)]
    const forClients = calls.filter((call) => !takesPermission(call))
    assert.equal(forClients.length, 1)
    await changingNothing(server, async () => {
      for (const { id, method, realRequest } of forClients)
        for (const signedIn of members)
          assertRefused(await askAs(signedIn, method, realRequest), 'api_client_required', id)
    })
  })

  test('refuses whatever would change something and does not come from a page of the portal', async () => {
    const { cookie, csrfToken } = await signedInMember(server, ...names)
    await changingNothing(server, async () => {
      for (const { id, method, realRequest } of calls.filter(({ method }) => method !== 'GET')) {
        assertRefused(await ask(server, method, realRequest, { cookie }), 'csrf_token_invalid', id)
        const foreign = { cookie, 'x-csrf-token': csrfToken, origin: 'https://evil.example' }
        assertRefused(await ask(server, method, realRequest, foreign), 'foreign_origin', id)
      }
    })
  })

  const assertAllEnded = (): Promise<void> =>
    changingNothing(server, async () => {
      // Nobody gets as far as their permissions: a few members tell as much as all of them.
      for (const { permission, signedIn } of members.slice(0, 5))
        for (const { id, method, realRequest } of calls)
          assertRefused(await askAs(signedIn, method, realRequest), 'session_ended', `${id} with ${permission}`)
    })

  test('refuses deactivated members everywhere', async () => {
    for (const { signedIn } of members)
      await updateUser(server.context, server.system, signedIn.userKey, { isActive: false })
    await assertAllEnded()
  })

  test('refuses deleted members everywhere', async () => {
    for (const { signedIn } of members) await deleteUser(server.context, server.system, signedIn.userKey)
    await assertAllEnded()
  })
})
