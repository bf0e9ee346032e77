import { sql } from 'kysely'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

/**
 * Adds to the numbers of users by status. The order of the statuses is always the same, so that two transactions never wait
 * for each other.
 */
export async function changeUserCounts(
  db: Db,
  organizationKey: string,
  changes: ReadonlyMap<UserStatus, number>,
): Promise<void> {
  for (const status of [...changes.keys()].sort()) {
    const users = changes.get(status) ?? 0
    await db
      .insertInto('user_counts')
      .values({ organization_key: organizationKey, status, users })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_key', 'status'])
          .doUpdateSet({ users: sql`user_counts.users + excluded.users` }),
      )
      .execute()
  }
}
