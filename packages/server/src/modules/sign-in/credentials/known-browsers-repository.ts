import { deleteExpiredRows } from '../../../db/delete-in-slices.ts'
import type { Db } from '../../../db/transaction.ts'

/** Those of the hashes that are known for this user, and have not expired */
export async function selectKnownBrowsers(
  db: Db,
  organizationKey: string,
  userKey: string,
  { tokenHashes, now }: { tokenHashes: readonly string[]; now: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('known_browsers')
    .select('token_hash')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('token_hash', 'in', tokenHashes)
    .where('expires_at', '>', now)
    .execute()
  return rows.map((row) => row.token_hash)
}

export async function insertKnownBrowser(
  db: Db,
  organizationKey: string,
  userKey: string,
  { tokenHash, expiresAt }: { tokenHash: string; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('known_browsers')
    .values({ organization_key: organizationKey, user_key: userKey, token_hash: tokenHash, expires_at: expiresAt })
    .execute()
}

export async function deleteKnownBrowser(
  db: Db,
  organizationKey: string,
  userKey: string,
  tokenHash: string,
): Promise<void> {
  await db
    .deleteFrom('known_browsers')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** @param except hashes of those that stay */
export async function deleteKnownBrowsers(
  db: Db,
  organizationKey: string,
  userKey: string,
  except: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('known_browsers')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .$if(except.length > 0, (query) => query.where('token_hash', 'not in', except))
    .execute()
}

/** Keeps those that expire last. */
export async function deleteOldestKnownBrowsers(
  db: Db,
  organizationKey: string,
  userKey: string,
  most: number,
): Promise<void> {
  const ofUser = db
    .selectFrom('known_browsers')
    .select('token_hash')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
  const kept = await ofUser.orderBy('expires_at', 'desc').orderBy('token_hash').limit(most).execute()
  await deleteKnownBrowsers(
    db,
    organizationKey,
    userKey,
    kept.map((row) => row.token_hash),
  )
}

/** Of all organizations */
export async function deleteExpiredKnownBrowsers(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'known_browsers', ['organization_key', 'user_key', 'token_hash'], now, signal)
}
