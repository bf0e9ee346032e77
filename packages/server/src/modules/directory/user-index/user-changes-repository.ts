import { sql } from 'kysely'
import { isUnseen, type ReadFrom } from '../../../db/log-position.ts'
import type { Db } from '../../../db/transaction.ts'

/** The users whose changes were logged from a position on, each once; undefined where more than `most` changes were */
export async function selectChangedUserKeys(
  db: Db,
  organizationKey: string,
  from: ReadFrom,
  most: number,
): Promise<string[] | undefined> {
  const rows = await db
    .selectFrom('user_changes')
    .select('user_key')
    .where('organization_key', '=', organizationKey)
    .where('position', '>=', from.next)
    .where(isUnseen(from))
    .limit(most + 1)
    .execute()
  return rows.length > most ? undefined : [...new Set(rows.map((row) => row.user_key))]
}

/** The organizations that have so many users or more, by their counters: the largest ones first */
export async function selectOrganizationsWithUsers(db: Db, leastUsers: number): Promise<string[]> {
  const users = sql<number>`sum(users)`
  const rows = await db
    .selectFrom('user_counts')
    .select('organization_key')
    .groupBy('organization_key')
    .having(users, '>=', leastUsers)
    .orderBy(users, 'desc')
    .execute()
  return rows.map((row) => row.organization_key)
}

/** How many users the organization has, by its counters */
export async function selectUserCount(db: Db, organizationKey: string): Promise<number> {
  const { users } = await db
    .selectFrom('user_counts')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('users'), sql<number>`0`).as('users'))
    .where('organization_key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  return users
}
