import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { openDatabase } from '../database.ts'
import { newKey } from '../keys.ts'
import { mappedGroupsInOneRow } from './0057-mapped-groups-in-one-row.ts'

onBothEngines('the migration of the groups that providers gave users', (engine) => {
  test('keeps them by user and provider', async () => {
    const { db, close } = await openDatabase(await createTestDatabase(engine))
    const key = sql.raw(engine === 'postgres' ? 'uuid' : 'text')
    const [organization, provider, other, ada, eve, one, two] = Array.from({ length: 7 }, () => newKey())
    await sql`create table organizations (key ${key} primary key)`.execute(db)
    await sql`insert into organizations values (${organization})`.execute(db)
    for (const [table, keys] of [
      ['identity_providers', [provider, other]],
      ['users', [ada, eve]],
    ] as const) {
      await sql`create table ${sql.table(table)} (organization_key ${key}, key ${key}, primary key (organization_key, key))`.execute(
        db,
      )
      for (const each of keys) await sql`insert into ${sql.table(table)} values (${organization}, ${each})`.execute(db)
    }
    await sql`create table mapped_group_users
      (organization_key ${key}, identity_provider_key ${key}, group_key ${key}, user_key ${key})`.execute(db)
    await sql`insert into mapped_group_users values
      (${organization}, ${provider}, ${one}, ${ada}), (${organization}, ${provider}, ${two}, ${ada}),
      (${organization}, ${other}, ${one}, ${ada}), (${organization}, ${provider}, ${two}, ${eve})`.execute(db)
    await mappedGroupsInOneRow(engine).up(db as never)
    const { rows } = await sql<{ user_key: string; identity_provider_key: string; group_keys: string }>`
      select user_key, identity_provider_key, group_keys from user_mapped_groups
      order by user_key, identity_provider_key`.execute(db)
    assert.deepEqual(
      rows.map((row) => [row.user_key, row.identity_provider_key, JSON.parse(row.group_keys).sort()]),
      [
        [ada, provider, [one, two]],
        [ada, other, [one]],
        [eve, provider, [two]],
      ],
    )
    await close()
  })
})
