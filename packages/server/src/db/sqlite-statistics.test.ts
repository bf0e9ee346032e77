import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { openTestDatabase } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { migrate } from './migrate.ts'
import type { Db } from './transaction.ts'

describe('The statistics for SQLite’s planner', () => {
  let db: Db
  before(async () => {
    const database = await openTestDatabase('sqlite')
    db = database.db
    await migrate(database)
  })

  const planOf = async (query: string): Promise<string> => {
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(query)}`.execute(db)
    return rows.map(({ detail }) => detail).join('; ')
  }

  test('cover every index', async () => {
    const { rows: indexes } = await sql`
      select 1 from sqlite_schema t, pragma_index_list(t.name) where t.type = 'table' and t.name not like 'kysely_%'
    `.execute(db)
    const { rows: statistics } = await sql`select 1 from sqlite_stat1`.execute(db)
    assert.ok(indexes.length > 30)
    assert.equal(statistics.length, indexes.length)
  })

  test('make it look up rows by their selective columns, not by their organization', async () => {
    const organization = "organization_key = 'o'"
    assert.match(
      await planOf(`select key from user_organization_roles where ${organization} and user_key = 'u'`),
      /user_organization_roles_by_user_key \(organization_key=\? AND user_key=\?\)/,
    )
    assert.match(
      await planOf(`select user_key from user_application_roles where ${organization} and application_role_key = 'r'`),
      /COVERING INDEX user_application_roles_by_application_role_key_user_key/,
    )
    for (const order of ['name_folded', 'status', 'last_login_at']) {
      for (const direction of ['', 'desc']) {
        const plan = await planOf(
          `select key from users where ${organization} order by ${order} ${direction}, key ${direction} limit 10`,
        )
        assert.equal(plan, `SEARCH users USING COVERING INDEX users_by_${order}_key (organization_key=?)`)
      }
    }
  })

  test('make it find the applications that ask for a role or a group without reading all applications', async () => {
    for (const [table, column] of [
      ['relying_party_application_roles', 'application_role_key'],
      ['relying_party_groups', 'group_key'],
    ]) {
      const plan = await planOf(
        `select r.client_id from ${table} as l
         join relying_parties as r on r.organization_key = l.organization_key and r.key = l.relying_party_key
         where l.organization_key = 'o' and l.${column} = 'k'`,
      )
      assert.match(plan, new RegExp(`^SEARCH l USING COVERING INDEX ${table}_by_${column} `))
    }
  })

  test('make it find the groups that have a role without looking into each group', async () => {
    assert.match(
      await planOf("delete from group_application_roles where organization_key = 'o' and application_role_key = 'r'"),
      /group_application_roles_by_application_role_key_group_key \(organization_key=\? AND application_role_key=\?\)/,
    )
  })

  test('make it find bulk operations that wait without reading those of other organizations', async () => {
    for (const sign of ['=', '>']) {
      const plan = await planOf(
        `select organization_key, key from bulk_operations where finished_at is null and organization_key ${sign} 'o'
         and (claimed_until is null or claimed_until <= 't') order by organization_key, created_at, key limit ?`,
      )
      assert.equal(plan, `SEARCH bulk_operations USING INDEX bulk_operations_unfinished (organization_key${sign}?)`)
    }
    assert.match(
      await planOf("select key from bulk_operations where finished_at < 't' order by finished_at limit 50"),
      /^SEARCH bulk_operations USING COVERING INDEX bulk_operations_finished \(finished_at<\?\)$/,
    )
  })

  test('make it find the codes for an e-mail without reading all that strangers asked for', async () => {
    const plan = await planOf(
      "delete from one_time_codes where organization_key = 'o' and recipient_hash = 'r' and purpose = 'password-reset'",
    )
    assert.match(plan, /^SEARCH one_time_codes USING INDEX one_time_codes_by_recipient_hash /)
  })
})
