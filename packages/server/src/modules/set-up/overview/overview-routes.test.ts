import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, createMember, sessionOf } from '@portico/testing/signed-in-members.ts'
import { newKey } from '../../../db/keys.ts'
import { transaction } from '../../../db/transaction.ts'
import { createApiClient } from '../../api-clients/clients/create-api-client.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { storePassword } from '../../sign-in/credentials/store-password.ts'
import { getOverview } from './get-overview.ts'

const overview = '/api/management/v1/overview'
const deployment = { hasMailServer: false }

/** The parts that need a permission, by one that opens each */
const parts = {
  usersByStatus: ['User and access management > View members', 'End-user management > View end users'],
  dormantUsers: ['User and access management > Manage users'],
  expiringApiClients: ['User and access management > Manage API clients'],
  recentChanges: ['Organization management > View audit trail'],
  endingCertificates: ['User and access management > Manage authentication'],
}

onBothEngines('The overview', (engine) => {
  test('knows what is done by facts, and nothing of the sample counts', async () => {
    const server = await startTestServer({ engine, sample: true })
    const { context, system, organizationKey } = server
    const steps = async (principal = system) => {
      const { firstSteps } = await getOverview(context, principal, deployment)
      return Object.fromEntries(firstSteps.map(({ name, isDone }) => [name, isDone]))
    }
    const nothing = { ApiClient: false, Token: false, UserList: false, People: false, Mail: false, SecondFactor: false }
    assert.deepEqual(await steps(), { ...nothing, SecondAdministrator: false })
    const first = await createBuiltInMember(server, 'Administrator')
    // The first administrator is not somebody who was brought in.
    assert.deepEqual(await steps(), { ...nothing, SecondAdministrator: false })
    const credentials = await server.createClient([{ name: 'Manage users' }])
    assert.deepEqual(await steps(), { ...nothing, ApiClient: true, SecondAdministrator: false })
    const token = await server.token(credentials)
    assert.equal((await send(server.url, 'GET', '/api/identity/v1/users/count', { token })).status, 200)
    await context.lastUse.flush()
    assert.deepEqual(await steps(), { ...nothing, ApiClient: true, Token: true, SecondAdministrator: false })
    assert.equal((await send(server.url, 'GET', '/api/identity/v1/users', { token })).status, 200)
    await context.lastUse.flush()
    const done = { ApiClient: true, Token: true, UserList: true }
    assert.deepEqual(await steps(), { ...nothing, ...done, SecondAdministrator: false })
    await createMember(server, system)
    assert.deepEqual(await steps(), { ...nothing, ...done, People: true, SecondAdministrator: false })
    const second = await createBuiltInMember(server, 'Administrator')
    // One who cannot sign in helps nobody.
    assert.deepEqual(await steps(), { ...nothing, ...done, People: true, SecondAdministrator: false })
    for (const { key } of [first, second]) {
      assert.equal((await steps()).SecondAdministrator, false)
      const hash = await context.hashes.make(goodPassword, { address: null })
      await storePassword(context, organizationKey, key, { hash })
    }
    assert.deepEqual(await steps(), { ...nothing, ...done, People: true, SecondAdministrator: true })
    const { firstSteps } = await getOverview(context, system, { hasMailServer: true })
    assert.deepEqual(
      firstSteps.find(({ name }) => name === 'Mail'),
      { name: 'Mail', isDone: true },
    )

    const session = await sessionOf(server, organizationKey, first.key)
    const own = async () => (await session.send('GET', overview)).body.firstSteps
    assert.equal((await own()).length, 7)
    assert.deepEqual(
      (await own()).filter(({ isDone }: { isDone: boolean }) => !isDone).map(({ name }: { name: string }) => name),
      ['Mail', 'SecondFactor'],
    )
    const passkey = {
      organization_key: organizationKey,
      key: newKey(context.clock.now()),
      user_key: first.key,
      credential_id: 'first',
      public_key: 'unused',
      counter: 0,
      transports: null,
      name: 'Key',
      created_at: new Date(context.clock.now()).toISOString(),
      last_used_at: null,
    }
    await context.database.db.insertInto('passkeys').values(passkey).execute()
    assert.equal((await steps()).SecondFactor, true)
    await server.close()
  })

  test('shows each part to those alone who may see it where it is on its own', async () => {
    const server = await startTestServer({ engine })
    const someone = await server.caller('Asset management > Open')
    const { body } = await someone.call('GET', overview)
    assert.equal(body.signInDays.length, 30)
    assert.deepEqual(body.firstSteps, [])
    for (const name of Object.keys(parts)) assert.equal(body[name], null, name)
    for (const [name, permissions] of Object.entries(parts))
      for (const permission of permissions) {
        const { call } = await server.caller(permission)
        const seen = (await call('GET', overview)).body
        assert.notEqual(seen[name], null, `${name} with ${permission}`)
        const allowed = Object.keys(parts).filter((part) => seen[part] !== null)
        const others = allowed.filter((part) => part !== name)
        // Whoever manages users sees them, and how many they are.
        assert.deepEqual(others, name === 'dormantUsers' ? ['usersByStatus'] : [], permission)
      }
    const nothing = await server.caller()
    assertProblem(await nothing.call('GET', overview), 'permission_missing')
    await server.close()
  })

  test('has what needs attention, and changes without sign-ins and without the parts of an import', async () => {
    const server = await startTestServer({ engine })
    const { context, system } = server
    const { call } = await server.administrator()
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    await createApiClient(context, system, { name: 'Ends soon', expiresOn: soon })
    await createMember(server, system, [], { name: 'Ada' })
    const entity = { type: 'user' as const, key: '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091', name: 'Ada' }
    for (const action of ['user.created', ...Array.from({ length: 8 }, () => 'user.signed-in' as const)] as const)
      await transaction(context, (parts) => recordChange(parts, system, { action, entity }))
    const { body } = await call('GET', overview)
    assert.deepEqual(
      body.expiringApiClients.map(({ name }: { name: string }) => name),
      ['Ends soon'],
    )
    assert.deepEqual(
      body.usersByStatus,
      ['Active', 'Invited', 'PendingRegistration', 'Inactive'].map((status) => ({
        status,
        users: status === 'Active' ? 1 : 0,
      })),
    )
    assert.equal(body.recentChanges[0].action, 'user.created')
    assert.ok(body.recentChanges.every(({ action }: { action: string }) => action !== 'user.signed-in'))
    assert.deepEqual(body.dormantUsers, { days: 90, total: 0, users: [] })
    await server.close()
  })
})
