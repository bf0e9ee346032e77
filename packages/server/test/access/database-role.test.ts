import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { leastHashCost } from '@portico/testing/hash-cost.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { administer } from '@portico/testing/postgres-template.ts'
import { sql } from 'kysely'
import { readConfig } from '../../src/config/config.ts'
import { openContext } from '../../src/context.ts'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { createUser } from '../../src/modules/directory/users/create-user.ts'
import { listUsers } from '../../src/modules/directory/users/list-users.ts'
import { listOrganizations } from '../../src/modules/foundation/organizations/list-organizations.ts'
import { systemPrincipal } from '../../src/modules/foundation/permissions/principal.ts'
import { firstStart } from '../../src/modules/set-up/first-start/first-start.ts'

test('a server whose role may only read and write rows works on tables that another role has made', async () => {
  const place = await createTestDatabase('postgres', { migrated: true })
  afterFile(place.remove)
  const owner = await openDatabase(place)
  await migrate(owner)
  await owner.close()
  const role = `server_${randomBytes(6).toString('hex')}`
  for (const statement of [
    `create role ${role} login`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
  ])
    await administer(place.database, statement)
  afterFile(async () => {
    await administer(place.database, `drop owned by ${role}`)
    await administer(place.database, `drop role ${role}`)
  })

  const url = new URL(place.database)
  url.username = role
  const config = readConfig({ data: place.dataFolder, database: url.href, port: '0', metricsPort: 'off' }, {})
  const logLines: Record<string, unknown>[] = []
  const context = await openContext({
    config,
    environment: {},
    log: recordingLog(logLines),
    exclusive: true,
    hashCost: leastHashCost,
  })
  afterFile(context.close)
  await firstStart(context, { sample: true })
  await context.startWorkers()
  const [organization] = await listOrganizations(context)
  const system = systemPrincipal(organization?.key ?? '', 'test')
  await createUser(context, system, { email: 'new@example.com' })
  await createApiClient(context, system, { name: 'New', permissions: [] })
  assert.equal((await listUsers(context, system, { nameOrEmailContains: 'new@example.com' })).page.totalResults, 1)
  await context.stopWorkers()
  assert.deepEqual(
    logLines.filter(({ level }) => Number(level) >= 40),
    [],
  )
  for (const statement of [
    sql`create table more (x int)`,
    sql`drop table users`,
    sql`alter table users add column x int`,
  ])
    await assert.rejects(statement.execute(context.database.db), /permission denied|must be owner/)
})
