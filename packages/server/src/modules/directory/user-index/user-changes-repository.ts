import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

/** Takes the row's lock, so that nobody else shortens the log meanwhile. */
export async function lockPruning(db: Db): Promise<{ next: number; notedAt: string }> {
  const row = await db
    .updateTable('user_change_pruning')
    .set({ id: sql.ref('id') })
    .returning(['next', 'noted_at'])
    .executeTakeFirstOrThrow()
  return { next: row.next, notedAt: row.noted_at }
}

/** Notes the newest position but one, for deleting all up to it later: on SQLite, the newest makes the next one greater. */
export async function noteNewestPosition(db: Db, now: string): Promise<void> {
  const newest = db.selectFrom('user_changes').select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql.lit(1)).as('p'))
  await db
    .updateTable('user_change_pruning')
    .set({ next: sql<number>`(${newest}) - 1`, noted_at: now })
    .execute()
}

/**
 * Deletes the oldest changes up to a position, about `limit` of them, and says in the same transaction up to which one:
 * whoever had read less far can tell that something is missing.
 * @returns whether there are more
 */
export async function deleteOldestChanges(db: Db, position: number, limit: number): Promise<boolean> {
  const after = await db
    .selectFrom('user_changes')
    .select('position')
    .where('position', '<=', position)
    .orderBy('position')
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst()
  const last = after?.position ?? position
  await db.deleteFrom('user_changes').where('position', '<=', last).execute()
  await db
    .updateTable('user_change_pruning')
    .set((eb) => ({ pruned_to: eb.case().when('pruned_to', '<', last).then(last).else(eb.ref('pruned_to')).end() }))
    .execute()
  return after !== undefined
}

/** The users whose changes were logged from a position on, each once; undefined where they are more than `most` */
export async function selectChangedUserKeys(
  db: Db,
  organizationKey: string,
  position: number,
  most: number,
): Promise<string[] | undefined> {
  const rows = await db
    .selectFrom('user_changes')
    .select('user_key')
    .where('organization_key', '=', organizationKey)
    .where('position', '>=', position)
    .limit(most + 1)
    .execute()
  return rows.length > most ? undefined : [...new Set(rows.map((row) => row.user_key))]
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
