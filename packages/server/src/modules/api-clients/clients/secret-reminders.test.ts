import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, beforeEach, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { plansOf } from '@portico/testing/plans-of.ts'
import { testClock } from '@portico/testing/server.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { until } from '@portico/testing/until.ts'
import { testVault } from '@portico/testing/vault.ts'
import { pino } from 'pino'
import type { Vault } from '../../../config/vault.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { selectExpiringSecrets } from '../../foundation/client-secrets/client-secrets-repository.ts'
import { createSecretReminders } from '../../foundation/client-secrets/secret-reminders.ts'
import type { ExpiringSecret } from '../../foundation/client-secrets/stored-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createOrganizationRole } from '../../members/organization-roles/create-organization-role.ts'
import { apiClientKind } from './api-client-kind.ts'
import { apiClientReminders } from './api-client-reminders.ts'
import { createApiClient } from './create-api-client.ts'
import { deleteApiClient } from './delete-api-client.ts'
import { generateSecret } from './generate-secret.ts'
import { getApiClient } from './get-api-client.ts'
import { resumeApiClient, suspendApiClient } from './suspend-api-client.ts'
import { updateApiClient } from './update-api-client.ts'

const hour = 3_600_000
const day = 24 * hour
const permission = 'User and access management > Manage API clients'

onBothEngines('Reminders of secrets that expire', (_engine, open) => {
  const clock = testClock(Date.parse('2026-01-01T12:00:00.000Z'))
  const vault = testVault()
  const logged: Record<string, unknown>[] = []
  const log = recordingLog(logged)
  let db: Db
  let directory: Directory
  let manager: Principal
  const parts = () => ({ db, clock, vault })

  const reminders = (more: { vault?: Vault; db?: Db } = {}) => {
    const publicUrl = () => 'https://id.example.com'
    const parts = { db, clock, vault, config: testConfig(), log, publicUrl, ...more }
    return createSecretReminders(parts, apiClientReminders)
  }
  const check = () => reminders().check()
  const mails = () =>
    db
      .selectFrom('mails')
      .select(['to_address as to', 'subject', 'kind'])
      .where('organization_key', '=', directory.organizationKey)
      .orderBy('to_address')
      .execute()
  const told = async (): Promise<string[]> => (await mails()).map(({ to }) => to)
  const expiresOn = (days: number): string => new Date(clock.now() + days * day).toISOString().slice(0, 10)
  const createClient = async (days: number, more = {}): Promise<string> =>
    (await createApiClient(parts(), manager, { name: 'Reports', expiresOn: expiresOn(days), ...more })).key
  const administrator = async (email = `${randomUUID()}@example.com`): Promise<string> => {
    const [userKey = ''] = await directory.users({ email, name: 'Ada' })
    await directory.grantOrganizationRole({ userKey, organizationRoleKey: directory.administratorKey })
    return email
  }

  before(async () => {
    db = (await open()).db
  })

  beforeEach(async () => {
    directory = await createDirectory(db, clock)
    manager = directory.principal(permission)
  })

  test('go out 14 days before, once, and name the client, the time and where to go', async () => {
    const email = await administrator()
    const key = await createClient(30)
    // It expires at 23:59.
    clock.advance(16 * day + 11 * hour + 58 * 60_000)
    await check()
    assert.deepEqual(await mails(), [])
    clock.advance(60_000)
    await check()
    const [mail] = await mails()
    assert.deepEqual(
      { ...mail },
      {
        to: email,
        kind: 'secret-expiry',
        subject: 'The secret of Reports expires on 31 January 2026, 23:59 UTC',
      },
    )
    const { content_encrypted } = await db
      .selectFrom('mails')
      .selectAll()
      .where('organization_key', '=', directory.organizationKey)
      .executeTakeFirstOrThrow()
    assert.ok(content_encrypted)
    for (let n = 0; n < 5; n++) {
      clock.advance(3 * day)
      await check()
    }
    assert.equal((await mails()).length, 1)
    assert.equal((await getApiClient(parts(), manager, key)).hasExpiryReminder, true)
  })

  test('go to every active member who may manage API clients now, and to nobody else', async () => {
    const request = { name: 'Client managers', permissions: [{ name: 'Manage API clients' }] }
    const { orgRoleKey: managers } = await createOrganizationRole({ db, clock }, directory.administrator, request)
    const time = (days: number): string => new Date(clock.now() + days * day).toISOString()
    const [asset = ''] = await directory.assets('Shop')
    const { portfolioKey } = directory.development
    const people: [email: string | null, status: string, grant: object | undefined][] = [
      ['administrator@example.com', 'Active', { organizationRoleKey: directory.administratorKey }],
      ['manager@example.com', 'Active', { organizationRoleKey: managers }],
      ['within@example.com', 'Active', { organizationRoleKey: managers, startTime: time(-1), endTime: time(1) }],
      ['both@example.com', 'Active', { organizationRoleKey: managers }],
      ['developer@example.com', 'Active', { organizationRoleKey: directory.developerKey }],
      ['later@example.com', 'Active', { organizationRoleKey: managers, startTime: time(1) }],
      ['earlier@example.com', 'Active', { organizationRoleKey: managers, startTime: time(-2), endTime: time(-1) }],
      ['asset@example.com', 'Active', { organizationRoleKey: managers, assetKey: asset }],
      ['portfolio@example.com', 'Active', { organizationRoleKey: directory.administratorKey, portfolioKey }],
      ['inactive@example.com', 'Inactive', { organizationRoleKey: managers }],
      ['invited@example.com', 'Invited', { organizationRoleKey: managers }],
      ['end-user@example.com', 'Active', undefined],
      [null, 'Active', { organizationRoleKey: managers }],
    ]
    for (const [email, status, grant] of people) {
      const [userKey = ''] = await directory.users({ email, status: status as 'Active' })
      if (grant) await directory.grantOrganizationRole({ userKey, ...(grant as { organizationRoleKey: string }) })
    }
    await createClient(10)
    await check()
    assert.deepEqual(await told(), [
      'administrator@example.com',
      'both@example.com',
      'manager@example.com',
      'within@example.com',
    ])
  })

  test('are about the newest secret only, and come anew for a new one', async () => {
    await administrator()
    const key = await createClient(10)
    await check()
    assert.equal((await mails()).length, 1)
    await generateSecret(parts(), manager, key, { expiresOn: expiresOn(60), overlapHours: 168 })
    await check()
    clock.advance(5 * day)
    await check()
    assert.equal((await mails()).length, 1, 'the former one in its overlap is no matter')
    clock.advance(45 * day)
    await check()
    assert.equal((await mails()).length, 2)
  })

  test('do not go out for clients that want none, are suspended, gone or expired already', async () => {
    await administrator()
    const quiet = await createClient(10, { hasExpiryReminder: false })
    const suspended = await createClient(10)
    await suspendApiClient(parts(), manager, suspended)
    const deleted = await createClient(10)
    await suspendApiClient(parts(), manager, deleted)
    await deleteApiClient(parts(), manager, deleted)
    await check()
    assert.deepEqual(await mails(), [])
    await updateApiClient(parts(), manager, quiet, { hasExpiryReminder: true })
    await check()
    assert.equal((await mails()).length, 1)
    await resumeApiClient(parts(), manager, suspended)
    await check()
    assert.equal((await mails()).length, 2)
    const late = await createClient(10, { hasExpiryReminder: false })
    clock.advance(11 * day)
    await updateApiClient(parts(), manager, late, { hasExpiryReminder: true })
    await check()
    assert.equal((await mails()).length, 2)
  })

  test('go out once with several nodes, for more clients than one query reads', async () => {
    await administrator('one@example.com')
    await administrator('two@example.com')
    for (let n = 0; n < 110; n++) await createClient(10)
    await Promise.all([check(), check(), check()])
    assert.equal((await mails()).length, 220)
  })

  test('wait where there is nobody to tell', async () => {
    await createClient(10)
    await check()
    const email = await administrator()
    await check()
    assert.deepEqual(await told(), [email])
  })

  test('are stored together with what notes them, or not at all', async () => {
    await administrator()
    await administrator()
    const key = await createClient(10)
    let encrypted = 0
    const encrypt: Vault['encrypt'] = (column, row, plain) => {
      if (++encrypted === 2) throw new Error('the process ends')
      return vault.encrypt(column, row, plain)
    }
    // The first of two mails is in the outbox by then.
    await assert.rejects(reminders({ vault: { ...vault, encrypt } }).check(), /the process ends/)
    assert.deepEqual(await mails(), [])
    const { reminded_at } = await db
      .selectFrom('api_client_secrets')
      .select('reminded_at')
      .where('api_client_key', '=', key)
      .executeTakeFirstOrThrow()
    assert.equal(reminded_at, null)
    await check()
    assert.equal((await mails()).length, 2)
  })

  test('go out where the process runs, at its start', async () => {
    const email = await administrator()
    await createClient(10)
    const running = reminders()
    running.start()
    await until(async () => (await told()).length > 0, 5_000)
    await running.stop()
    assert.deepEqual(await told(), [email])
    assert.ok(logged.every(({ level }) => level === pino.levels.values.info))
  })

  test('read a page of secrets at a time, however many expire at the same moment', async () => {
    const key = await createClient(10, { hasExpiryReminder: false })
    const secrets = db.selectFrom('api_client_secrets').selectAll().where('api_client_key', '=', key)
    const secret = await secrets.executeTakeFirstOrThrow()
    for (let part = 0; part < 20; part++) {
      const many = Array.from({ length: 1_000 }, (_, n) => ({ ...secret, key: newKey(), hash: `${part} ${n}` }))
      await db.insertInto('api_client_secrets').values(many).execute()
    }
    let pages = 0
    const { longest } = await loopTurns(async () => {
      let after: ExpiringSecret | undefined
      do {
        const [now, until] = [new Date(clock.now()), new Date(clock.now() + 14 * day)].map((time) => time.toISOString())
        const page = { now: now ?? '', until: until ?? '', after, limit: 100 }
        const secrets = await selectExpiringSecrets(db, apiClientKind, page)
        after = secrets.at(-1)
        pages++
        await setImmediate()
      } while (after && pages < 10)
    })
    assert.equal(pages, 10)
    assert.ok(longest < 15, `${longest} ms`)
    const queries = await plansOf(db, async (db) => {
      const stopped = reminders({ db })
      stopped.start()
      await stopped.stop()
    })
    assert.ok(queries.length < 10, `${queries.length} queries until it has stopped, of 200 pages`)
  })
})
