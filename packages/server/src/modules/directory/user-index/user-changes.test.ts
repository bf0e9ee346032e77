import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import { deleteExpiredChanges } from '../../../db/delete-expired-changes.ts'
import { newKey } from '../../../db/keys.ts'
import { isLost, type LogPosition, selectLogPosition } from '../../../db/log-position.ts'
import type { Db } from '../../../db/transaction.ts'
import { transaction } from '../../../db/transaction.ts'
import { selectChangedUserKeys } from './user-changes-repository.ts'

const hour = 3_600_000

/** The users whose changes were logged while `work` ran, each once */
async function loggedBy(db: Db, work: () => Promise<unknown>): Promise<string[]> {
  const logged = async (): Promise<Map<string, string>> => {
    const rows = await db.selectFrom('user_changes').selectAll().execute()
    return new Map(rows.map((row) => [`${row.organization_key} ${row.position} ${row.user_key}`, row.user_key]))
  }
  const former = await logged()
  await work()
  const rows = [...(await logged())].filter(([id]) => !former.has(id))
  return [...new Set(rows.map(([, user]) => user))].sort()
}

onBothEngines('The log of changed users', (engine, open) => {
  const { signal } = new AbortController()
  const clock = testClock()
  let db: Db
  let directory: Directory
  let ada = ''
  let bob = ''
  let role = ''
  let group = ''

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    const [assetKey = ''] = await directory.assets('Shop')
    const environmentKeys = [directory.development.key, directory.test.key]
    const roles = await directory.roles({ assetKey, name: 'Buyer', environmentKeys })
    role = roles[0]?.key ?? ''
    const person = (name: string) => ({
      name,
      email: `${name}@example.com`,
      profiles: [{ identityProviderKey: directory.builtInKey, username: name }],
      logins: [{ environmentKey: directory.development.key, lastLoginAt: '2026-01-01T00:00:00.000Z' }],
    })
    ;[ada = '', bob = ''] = (await directory.users(person('ada'), person('bob'))).map(String)
    const members = [ada, bob].map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
    group = (await directory.groups({ environmentKey: directory.test.key, members }))[0] ?? ''
    await directory.grant([ada, role], [bob, role])
    await directory.grantOrganizationRole(
      ...[ada, bob].map((userKey) => ({ userKey, organizationRoleKey: directory.developerKey })),
    )
  })

  test('has the user of each row that is inserted, updated or deleted', async () => {
    const { organizationKey, developerKey, administratorKey, production } = directory
    const updates: Record<string, string[]> = {
      users: [
        `name_folded = 'eve'`,
        `email_folded = 'eve@example.com'`,
        `email_domain = null`,
        `status = 'Inactive'`,
        'last_login_at = null',
      ],
      user_identities: [`username_folded = 'eve'`, 'username_folded = null'],
      user_logins: [`environment_key = '${production.key}'`],
      group_users: [`membership_type = 'Mapped'`],
      user_organization_roles: [
        `organization_role_key = '${administratorKey}'`,
        `start_time = '2026-01-01T00:00:00.000Z'`,
        `end_time = '2027-01-01T00:00:00.000Z'`,
      ],
    }
    for (const [table, changes] of Object.entries(updates)) {
      const user = table === 'users' ? 'key' : 'user_key'
      for (const change of changes) {
        const update = () => sql.raw(`update ${table} set ${change} where ${user} = '${ada}'`).execute(db)
        assert.deepEqual(await loggedBy(db, update), [ada], `${table}: ${change}`)
        assert.deepEqual(await loggedBy(db, update), [], `${table}: ${change}, once more`)
      }
    }
    for (const table of ['user_identities', 'user_logins', 'user_application_roles', 'group_users']) {
      const rows = await sql
        .raw<Record<string, unknown>>(`select * from ${table} where user_key = '${ada}'`)
        .execute(db)
      const remove = () => sql.raw(`delete from ${table} where user_key = '${ada}'`).execute(db)
      assert.deepEqual(await loggedBy(db, remove), [ada], `${table}: delete`)
      const insert = () =>
        db
          .insertInto(table as 'users')
          .values(rows.rows as never)
          .execute()
      assert.deepEqual(await loggedBy(db, insert), [ada], `${table}: insert`)
      const move = () => sql.raw(`update ${table} set user_key = '${bob}' where user_key = '${ada}'`).execute(db)
      await sql.raw(`delete from ${table} where user_key = '${bob}'`).execute(db)
      assert.deepEqual(await loggedBy(db, move), [ada, bob].sort(), `${table}: another user`)
    }
    const revoke = () => db.deleteFrom('user_organization_roles').where('user_key', '=', bob).execute()
    assert.deepEqual(await loggedBy(db, revoke), [bob])
    const grant = { userKey: bob, organizationRoleKey: developerKey }
    assert.deepEqual(await loggedBy(db, () => directory.grantOrganizationRole(grant)), [bob])
    assert.deepEqual(await loggedBy(db, () => directory.grant([ada, role])), [ada])
    let eve = ''
    const create = async () => {
      eve = (await directory.users({ name: 'eve' }))[0] ?? ''
    }
    await create()
    assert.ok((await loggedBy(db, create)).includes(eve))
    const remove = () => db.deleteFrom('users').where('key', '=', eve).execute()
    assert.deepEqual(await loggedBy(db, remove), [eve])
    assert.notEqual(organizationKey, '')
  })

  test('has those whose rows go along with what they refer to, and nobody for locks and other columns', async () => {
    const [environmentKey, other] = [directory.test.key, directory.production.key]
    const members = [ada, bob].map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
    const [gone = ''] = await directory.groups({ environmentKey: other, members })
    const deleteGroup = () => db.deleteFrom('groups').where('key', '=', gone).execute()
    assert.deepEqual(await loggedBy(db, deleteGroup), [ada, bob].sort())
    const deleteRole = () => db.deleteFrom('application_roles').where('key', '=', role).execute()
    assert.ok((await loggedBy(db, deleteRole)).includes(ada))
    const nothing = async () => {
      await sql`update users set updated_at = updated_at, photo_url = 'https://example.com/a.png'`.execute(db)
      await sql`update user_identities set last_login_at = '2026-01-01T00:00:00.000Z', subject = 'x' where user_key = ${bob}`.execute(
        db,
      )
      await sql`update user_logins set last_login_at = '2026-02-01T00:00:00.000Z'`.execute(db)
      await sql`update group_users set created_at = '2026-02-01T00:00:00.000Z'`.execute(db)
    }
    assert.deepEqual(await loggedBy(db, nothing), [])
    const rolledBack = () =>
      transaction({ db }, async ({ db }) => {
        await db.deleteFrom('users').where('key', '=', ada).execute()
        throw new Error('no')
      }).catch(() => {})
    assert.deepEqual(await loggedBy(db, rolledBack), [])
    assert.notEqual(group + environmentKey, '')
  })

  test('has what a statement replaces or truncates', async () => {
    if (engine === 'sqlite') {
      const replace = sql`
        insert or replace into users select organization_key, ${newKey()}, name, name_folded, email, email_folded,
          email_domain, status, photo_url, is_email_verified, is_terms_accepted, last_login_at, created_at, updated_at,
          credentials_epoch, language from users where key = ${ada}`
      await sql`update users set email_folded = 'one@example.com' where key = ${ada}`.execute(db)
      assert.equal((await loggedBy(db, () => replace.execute(db))).includes(ada), true)
      return
    }
    await sql`truncate user_logins`.execute(db)
    const read = async () => {
      const { rows } = await sql<{ pruned_to: number; xmin: number }>`
        select pruned_to, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xmin
        from user_change_pruning`.execute(db)
      return rows[0] ?? assert.fail('there is no mark')
    }
    assert.ok((await read()).pruned_to > 0, 'whoever has read until now begins anew')
    // Transactions of other databases hold the snapshot's xmin back as well, until they end.
    const isPassed = async () => {
      const { pruned_to, xmin } = await read()
      return pruned_to < xmin
    }
    await until(isPassed, 10_000)
  })

  test('is shortened by what is older than an hour, with a mark up to where', async () => {
    // What runs in other databases of the server holds the deletion back as well.
    const areSeen = () =>
      until(async () => {
        const last = (await positions()).at(-1) ?? 0
        return (await selectLogPosition(db)).next > last
      }, 10_000)
    const positions = async () =>
      (await db.selectFrom('user_changes').select('position').orderBy('position').execute()).map((row) => row.position)
    const prunedTo = async () =>
      (await db.selectFrom('user_change_pruning').select('pruned_to').executeTakeFirstOrThrow()).pruned_to
    const before = await prunedTo()
    const old = await positions()
    assert.ok(old.length > 5)
    await areSeen()
    await deleteExpiredChanges({ db, clock }, 'user', signal)
    clock.advance(hour - 1)
    await directory.users({ name: 'new' })
    await areSeen()
    await deleteExpiredChanges({ db, clock }, 'user', signal)
    assert.deepEqual((await positions()).slice(0, old.length), old)
    assert.equal(await prunedTo(), before)
    clock.advance(1)
    await areSeen()
    await deleteExpiredChanges({ db, clock }, 'user', signal)
    const left = await positions()
    const newest = old.at(-1) ?? 0
    assert.equal(await prunedTo(), Math.max(before, newest - 1))
    assert.ok(left.length > 1 && left.every((position) => position >= newest))
    clock.advance(hour)
    await areSeen()
    await deleteExpiredChanges({ db, clock }, 'user', signal)
    assert.deepEqual([...new Set(await positions())], [left.at(-1)], 'the newest one stays')
    await directory.users(...Array.from({ length: 1_200 }, (_, index) => ({ name: `later ${index}` })))
    const last = (await positions()).at(-1)
    assert.ok((await positions()).slice(1).every((position) => position > (left.at(-1) ?? 0)))
    for (let count = 0; count < 2; count++) {
      clock.advance(hour)
      await areSeen()
      await deleteExpiredChanges({ db, clock }, 'user', signal)
    }
    assert.deepEqual([...new Set(await positions())], [last])
    await directory.users({ name: 'before a clock was set back' }, { name: 'and one more' })
    await areSeen()
    clock.advance(-9_000 * hour)
    const length = (await positions()).length
    for (let count = 0; count < 2; count++) {
      await areSeen()
      await deleteExpiredChanges({ db, clock }, 'user', signal)
      clock.advance(hour)
    }
    assert.ok((await positions()).length < length)
  })

  if (engine === 'postgres') {
    test('is not shortened beyond a transaction that stays open, and is read once meanwhile', async () => {
      const { organizationKey } = directory
      const change = (handle: Db, user: string) =>
        handle
          .updateTable('users')
          .set({ name_folded: newKey(0) })
          .where('key', '=', user)
          .execute()
      const changedSince = (from: LogPosition) => selectChangedUserKeys(db, organizationKey, from, 100)
      const before = await db.transaction().execute(async (open) => {
        await change(open, ada)
        const { rows } = await sql<{ id: number }>`select pg_current_xact_id()::text::bigint as id`.execute(open)
        let seen = await selectLogPosition(db)
        // Transactions of other databases on the server may be older. A reader that is brought up to date each minute is not
        // as far behind for long.
        await until(async () => {
          seen = await selectLogPosition(db)
          return seen.next === rows[0]?.id
        }, 20_000)
        await change(db, bob)
        for (let count = 0; count < 4; count++) {
          await deleteExpiredChanges({ db, clock }, 'user', signal)
          clock.advance(hour)
        }
        const now = await selectLogPosition(db)
        assert.equal(isLost(seen, now), false)
        assert.deepEqual(await changedSince(seen), [bob])
        assert.deepEqual(await changedSince(now), [])
        return now
      })
      assert.deepEqual(await changedSince(before), [ada])
    })
  }

  test('is written for every table of users, by triggers for insert, update and delete', async () => {
    // Lists of users ask for nothing in these.
    const others = [
      ...['user_changes', 'sessions', 'authorization_records', 'passwords', 'authenticators'],
      ...[
        'passkeys',
        'one_time_codes',
        'known_browsers',
        'sign_on_sessions',
        'logout_notices',
        'relying_party_consents',
        'user_mapped_groups',
        'access_changes',
      ],
    ]
    const tables = (await db.introspection.getTables()).filter(
      ({ name, columns }) => name === 'users' || columns.some((column) => column.name === 'user_key'),
    )
    const triggers = await (engine === 'sqlite'
      ? sql<{ name: string; table: string }>`select name, tbl_name as "table" from sqlite_schema where type = 'trigger'`
      : sql<{ name: string; table: string }>`
          select tgname as name, tgrelid::regclass::text as "table" from pg_trigger where not tgisinternal`
    ).execute(db)
    for (const { name } of tables) {
      if (others.includes(name)) continue
      for (const event of ['insert', 'update', 'delete']) {
        assert.ok(
          triggers.rows.some((trigger) => trigger.table === name && trigger.name === `${name}_log_${event}`),
          `${name} has no trigger for ${event}: log it, or add it to the others here`,
        )
      }
    }
  })
})
