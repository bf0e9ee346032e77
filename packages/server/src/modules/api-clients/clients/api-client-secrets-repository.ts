import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ExpiringSecret, ExpiringSecretPage, StoredSecret } from './client-secret.ts'

export async function insertSecret(
  db: Db,
  organizationKey: string,
  apiClientKey: string,
  secret: Omit<StoredSecret, 'isCurrent'>,
): Promise<void> {
  await db
    .insertInto('api_client_secrets')
    .values({
      organization_key: organizationKey,
      key: secret.key,
      api_client_key: apiClientKey,
      hash: secret.hash,
      last_four: secret.lastFour,
      is_current: 1,
      expires_at: secret.expiresAt,
      created_at: secret.createdAt,
      created_by: secret.createdBy && JSON.stringify(secret.createdBy),
      used_at: secret.usedAt,
    })
    .execute()
}

export async function selectSecrets(db: Db, organizationKey: string, apiClientKey: string): Promise<StoredSecret[]> {
  const rows = await db
    .selectFrom('api_client_secrets')
    .select(['key', 'hash', 'last_four as lastFour', 'expires_at as expiresAt', 'created_at as createdAt'])
    .select(['created_by', 'is_current', 'used_at as usedAt'])
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .execute()
  return rows.map(({ is_current, created_by, ...secret }) => ({
    ...secret,
    createdBy: created_by === null ? null : JSON.parse(created_by),
    isCurrent: fromFlag(is_current),
  }))
}

/** Stores when a secret was first used. */
export async function updateFirstUse(db: Db, organizationKey: string, key: string, usedAt: string): Promise<void> {
  await db
    .updateTable('api_client_secrets')
    .set({ used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('used_at', 'is', null)
    .execute()
}

/** Ends all secrets by `until`, and deletes those that have ended before `now`. */
export async function retireSecrets(
  db: Db,
  organizationKey: string,
  apiClientKey: string,
  { until, now }: { until: string; now: string },
): Promise<void> {
  const ofClient = db
    .updateTable('api_client_secrets')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
  await ofClient.set({ is_current: 0 }).execute()
  await ofClient.set({ expires_at: until }).where('expires_at', '>', until).execute()
  await db
    .deleteFrom('api_client_secrets')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .where('expires_at', '<=', now)
    .execute()
}

/**
 * The newest secrets of clients that work and want a reminder, expiring until then, of all organizations: by the index
 * on is_current and expires_at.
 * @param after where the last page ended
 */
export function selectExpiringSecrets(
  db: Db,
  { now, until, after, limit }: ExpiringSecretPage,
): Promise<ExpiringSecret[]> {
  let secrets = db
    .selectFrom('api_client_secrets as s')
    .innerJoin('api_clients as c', (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', 's.api_client_key'),
    )
    .select(['s.organization_key as organizationKey', 's.key', 'c.key as clientKey', 'c.name as clientName'])
    .select('s.expires_at as expiresAt')
    .where('s.is_current', '=', 1)
    .where('s.expires_at', '>', now)
    .where('s.expires_at', '<=', until)
    .where('s.reminded_at', 'is', null)
    .where('c.has_expiry_reminder', '=', 1)
    .where('c.is_suspended', '=', 0)
  if (after) {
    secrets = secrets
      .where('s.expires_at', '>=', after.expiresAt)
      .where((eb) => eb.or([eb('s.expires_at', '>', after.expiresAt), eb('s.key', '>', after.key)]))
  }
  return secrets.orderBy('s.expires_at').orderBy('s.key').limit(limit).execute()
}

/**
 * Stores that the reminder is sent. On PostgreSQL a second node waits for the first one's row, then finds it stored.
 * @returns false where it was stored before, or there is a newer secret
 */
export async function markReminded(
  db: Db,
  { organizationKey, key }: Pick<ExpiringSecret, 'organizationKey' | 'key'>,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_client_secrets')
    .set({ reminded_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('reminded_at', 'is', null)
    .where('is_current', '=', 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
