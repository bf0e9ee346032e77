import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Browser, signIn } from '@portico/testing/browser.ts'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Db } from '../../src/db/transaction.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { permissions as catalogue } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import type { ProblemName } from '../../src/problems/catalogue.ts'
import { countFilledPartitions, partitionTables, readTables, type Table } from './partition-tables.ts'

/** Tables that stay whole, and why. Every other one has the organization's key in each of its keys and references. */
const wholeTables: Record<string, string> = {
  organizations: 'no two organizations have one domain, and every other table points here',
  deployment: 'one row about the installation',
  hash_keys: 'the keys of the installation',
  master_key_nodes: 'a row for each node',
  list_change_pruning: 'one row: up to where the log of all organizations is deleted',
  user_change_pruning: 'one row: up to where the log of all organizations is deleted',
  user_change_marks: 'a row for each read of the log, which is one for all organizations',
  kysely_migration: 'the migrations that were carried out',
  kysely_migration_lock: 'holds back a second node that migrates',
}

const users = '/api/identity/v1/users'
const groups = '/api/identity/v1/groups'
const roles = '/api/identity/v1/application-roles'
const assets = '/api/management/v1/assets'
const management = '/api/management/v1'

/** Tables of which each organization has rows after the changes, one of each kind */
const spread = ['users', 'user_identities', 'groups', 'audit_entries', 'bulk_operations', 'list_changes', 'sessions']

/** An organization with a client that may do everything. */
interface Member {
  organization: TestServer
  call(method: string, path: string, body?: unknown): Promise<Received>
  host: string
}

const sorted = (statements: string[]) => statements.map((one) => one.replace(' ON ONLY ', ' ON ')).sort()

describe('Tables partitioned by organization (postgres)', () => {
  let server: TestServer
  let tables: Table[]
  let members: Member[]
  let db: Db

  before(async () => {
    const place = await createTestDatabase('postgres', { migrated: true })
    const database = await openDatabase(place)
    tables = await readTables(database.db)
    const parted = tables.filter(({ name }) => !(name in wholeTables))
    await database.withoutTimeLimit((db) => partitionTables(db, parted))
    await database.close()
    server = await startTestServer({ engine: 'postgres', place })
    db = server.context.database.db
    members = [await member(server, 'localhost')]
    const elsewhere = await openElsewhere(server)
    // Where a hash puts an organization is known afterwards.
    for (let other = 1; members.length < 2 || (await countFilledPartitions(db, 'api_clients')) === 1; other++) {
      const host = `other${other}.example.com`
      const system = await addOrganization(elsewhere, `Other ${other}`, host)
      await until(async () => (await sendTo(server, host)('GET', users)).status === 401, 2_000)
      members.push(await member({ ...server, organizationKey: system.organizationKey, system }, host))
    }
  })

  const member = async (organization: TestServer, host: string): Promise<Member> => {
    const send = sendTo(server, host)
    const permissions = catalogue.map(({ fullName }) => ({ name: fullName }))
    const credentials = await createApiClient(server.context, organization.system, { name: host, permissions })
    const { body, text } = await send('POST', '/identity/token', tokenRequest(credentials))
    assert.ok(body.access_token, text)
    return {
      organization,
      host,
      call: (method, path, sent) => send(method, path, { token: body.access_token, body: sent }),
    }
  }

  test('are all but those that belong to no organization', async () => {
    const whole = tables.filter(({ name }) => name in wholeTables).map(({ name }) => name)
    assert.deepEqual(whole, Object.keys(wholeTables).sort(), 'a table that stays whole does not exist')
    for (const { name, hasOrganization, withoutOrganization } of tables) {
      if (name in wholeTables) assert.ok(!hasOrganization, `${name} can be partitioned`)
      else assert.ok(hasOrganization, `${name}: give it organization_key, or say in wholeTables why it has none`)
      if (!(name in wholeTables)) assert.deepEqual(withoutOrganization, [], `${name} has keys without organization_key`)
    }
  })

  test('have the same keys, references and triggers as before', async () => {
    const after = await readTables(db)
    assert.deepEqual(
      after.map(({ name }) => name),
      tables.map(({ name }) => name),
    )
    for (const [index, { name, keys, foreignKeys, triggers }] of after.entries()) {
      const was = tables[index]
      assert.ok(was)
      assert.deepEqual(sorted(keys), sorted(was.keys), name)
      assert.deepEqual(sorted(foreignKeys), sorted(was.foreignKeys), name)
      assert.deepEqual(sorted(triggers), sorted(was.triggers), name)
    }
  })

  test('take every kind of change, list it, and refuse what is taken', async () => {
    for (const { organization, host, call } of members) {
      const done = async (method: string, path: string, body?: object): Promise<Received['body']> => {
        const answer = await call(method, path, body)
        assert.ok(answer.status < 300, `${host} ${method} ${path}: ${answer.text}`)
        return answer.body
      }
      const refused = async (problem: ProblemName, path: string, body: object): Promise<void> =>
        assertProblem(await call('POST', path, body), problem)
      const namesIn = async (path: string): Promise<string[]> =>
        (await done('GET', path)).results.map(({ name }: { name: string }) => name)
      const totalIn = async (path: string): Promise<number> => (await done('GET', path)).page.totalResults
      const isLogged = async (userKey: string): Promise<boolean> => {
        const rows = db.selectFrom('user_changes').where('user_key', '=', userKey).select('position')
        const { length } = await rows.where('organization_key', '=', organization.organizationKey).execute()
        await db.deleteFrom('user_changes').where('user_key', '=', userKey).execute()
        return length > 0
      }

      const stages = (await done('GET', '/api/portfolios/v2/environments')).results
      const environmentKey = stages[0].key
      const { key: assetKey } = await done('POST', assets, { name: 'Desk', portfolioKey: stages[0].portfolioKey })
      await refused('asset_name_taken', assets, { name: 'DESK', portfolioKey: stages[0].portfolioKey })
      await done('POST', `${assets}/${assetKey}/deployments`, { environmentKey })
      await done('POST', `${assets}/${assetKey}/application-roles`, { name: 'Agent' })
      await refused('application_role_name_taken', `${assets}/${assetKey}/application-roles`, { name: 'agent' })
      const [role] = (await done('GET', `${roles}?assetKey=${assetKey}&environmentKey=${environmentKey}`)).results

      // The same e-mails and names in each organization: they are taken within one.
      const ada = { name: 'Ada', email: 'ada@example.com', addToBuiltInIdentityProvider: true }
      const { key: adaKey } = await done('POST', users, ada)
      assert.ok(await isLogged(adaKey), 'a new user')
      await refused('email_taken', users, { name: 'Another', email: 'ADA@example.com' })
      await done('POST', `${users}/${adaKey}/application-roles/${role.key}`)
      assert.ok(await isLogged(adaKey), 'a grant')
      await done('PATCH', `${users}/${adaKey}`, { name: 'Ada L' })
      assert.ok(await isLogged(adaKey), 'another name')

      const { key: groupKey } = await done('POST', groups, { name: 'Desk', environmentKey, userKeys: [adaKey] })
      assert.ok(await isLogged(adaKey), 'a membership')
      await refused('group_name_taken', groups, { name: 'desk', environmentKey })
      await done('PATCH', `${groups}/${groupKey}/application-roles`, { applicationRoleKeysToAdd: [role.key] })

      const records = [{ name: 'Bob', email: 'bob@example.com' }, { email: 'no e-mail' }]
      const { key: operationKey } = await done('POST', `${users}/bulk`, { records })
      const isFinished = async () =>
        (await done('GET', `${users}/bulk/${operationKey}`)).status === 'FinishedWithErrors'
      await until(isFinished, 10_000)

      assert.deepEqual(await namesIn(`${users}?nameOrEmailContains=ada@&hasApplicationRoles=true`), ['Ada L'])
      assert.deepEqual(await namesIn(`${users}?nameOrEmailContains=bob&status=Active&sort=-name`), ['Bob'])
      assert.equal(await totalIn(`${groups}/${groupKey}/users`), 1)
      assert.equal(await totalIn(`${roles}/${role.key}/users`), 1)
      assert.deepEqual(await namesIn(`${groups}?nameContains=des&environmentKeys=${environmentKey}`), ['Desk'])
      assert.deepEqual(await namesIn(`${management}/api-clients`), [host])

      const user = await createPasswordUser(organization, { email: 'signs.in@example.com' })
      await db.deleteFrom('user_changes').execute()
      const { port } = new URL(server.url)
      await signIn(new Browser(server.url, `http://${host}:${port}`), { email: user.email, password: goodPassword })
      assert.ok(await isLogged(user.key), 'a sign-in')

      const ofAda = `${management}/audit-entries?entityType=user&entityKey=${adaKey}`
      const entries = await done('GET', `${ofAda}&action=user.created&action=user.updated`)
      assert.equal(entries.page.totalResults, 2, JSON.stringify(entries))

      // What hangs on a user goes with them, and the logs of changes tell.
      await done('DELETE', `${users}/${adaKey}`)
      assert.ok(await isLogged(adaKey), 'a deletion')
      assert.equal(await totalIn(`${roles}/${role.key}/users`), 0)
      const left = db.selectFrom('user_identities').where('user_key', '=', adaKey).select('user_key')
      assert.deepEqual(await left.execute(), [])
    }
    for (const table of spread) assert.ok((await countFilledPartitions(db, table)) > 1, table)
  })
})
