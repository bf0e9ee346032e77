import type { Database } from '@portico/server/db/database.ts'
import { sql } from 'kysely'

/**
 * Makes every list of one organization's users slow: each user is found again and again, one row after the other.
 * @param rows how often; more than any time limit allows, unless given
 */
export async function makeUsersSlow(
  { db, engine }: Pick<Database, 'db' | 'engine'>,
  organizationKey: string,
  rows = 4_000_000_000,
): Promise<void> {
  const numbers = sql`with recursive n (i) as (select ${sql.lit(1)} union all select i + 1 from n where i < ${sql.lit(rows)})`
  const source =
    engine === 'sqlite' ? sql`(${numbers} select i from n)` : sql`generate_series(1::bigint, ${sql.lit(rows)}::bigint)`
  const organization = sql.lit(organizationKey)
  await sql`alter table users rename to fast_users`.execute(db)
  await sql`
    create view users as
      select * from fast_users where organization_key <> ${organization}
      union all
      select u.* from fast_users as u, ${source} as again where u.organization_key = ${organization}
  `.execute(db)
}
