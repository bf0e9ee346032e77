import type { Db } from '../../../db/transaction.ts'

export const selectPassword = (
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<{ hash: string; changedAt: string } | undefined> =>
  db
    .selectFrom('passwords')
    .select(['hash', 'changed_at as changedAt'])
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .executeTakeFirst()

export async function upsertPassword(
  db: Db,
  organizationKey: string,
  userKey: string,
  { hash, changedAt }: { hash: string; changedAt: string },
): Promise<void> {
  await db
    .insertInto('passwords')
    .values({ organization_key: organizationKey, user_key: userKey, hash, changed_at: changedAt })
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'user_key']).doUpdateSet({ hash, changed_at: changedAt }),
    )
    .execute()
}

export async function existsPassword(db: Db, organizationKey: string, userKeys: readonly string[]): Promise<boolean> {
  if (userKeys.length === 0) return false
  const row = await db
    .selectFrom('passwords')
    .select('user_key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', 'in', userKeys)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Stores another hash of the same password, unless the password was changed in between. */
export async function replacePasswordHash(
  db: Db,
  organizationKey: string,
  userKey: string,
  { former, hash }: { former: string; hash: string },
): Promise<void> {
  await db
    .updateTable('passwords')
    .set({ hash })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('hash', '=', former)
    .execute()
}

/** @returns whether there was one */
export async function deletePasswordRow(db: Db, organizationKey: string, userKey: string): Promise<boolean> {
  const result = await db
    .deleteFrom('passwords')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
