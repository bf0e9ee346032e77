import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Creator } from '../../api-clients/clients/api-client.ts'
import type { ExpiringSecret, ExpiringSecretPage, StoredSecret } from '../../api-clients/clients/client-secret.ts'

export async function insertSecret(
  db: Db,
  organizationKey: string,
  relyingPartyKey: string,
  secret: Pick<StoredSecret, 'key' | 'hash' | 'lastFour' | 'expiresAt' | 'createdAt'> & { createdBy: Creator },
): Promise<void> {
  await db
    .insertInto('relying_party_secrets')
    .values({
      organization_key: organizationKey,
      key: secret.key,
      relying_party_key: relyingPartyKey,
      hash: secret.hash,
      last_four: secret.lastFour,
      is_current: 1,
      expires_at: secret.expiresAt,
      created_at: secret.createdAt,
      created_by: JSON.stringify(secret.createdBy),
    })
    .execute()
}

export async function selectSecrets(db: Db, organizationKey: string, relyingPartyKey: string): Promise<StoredSecret[]> {
  const rows = await db
    .selectFrom('relying_party_secrets')
    .select(['key', 'hash', 'last_four as lastFour', 'expires_at as expiresAt', 'created_at as createdAt'])
    .select(['created_by', 'is_current', 'used_at as usedAt'])
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', '=', relyingPartyKey)
    .execute()
  return rows.map(({ is_current, created_by, ...secret }) => ({
    ...secret,
    createdBy: JSON.parse(created_by),
    isCurrent: fromFlag(is_current),
  }))
}

/** Stores when a secret was first used. */
export async function updateFirstUse(db: Db, organizationKey: string, key: string, usedAt: string): Promise<void> {
  await db
    .updateTable('relying_party_secrets')
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
  relyingPartyKey: string,
  { until, now }: { until: string; now: string },
): Promise<void> {
  const all = db
    .updateTable('relying_party_secrets')
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', '=', relyingPartyKey)
  await all.set({ is_current: 0 }).execute()
  await all.set({ expires_at: until }).where('expires_at', '>', until).execute()
  await db
    .deleteFrom('relying_party_secrets')
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', '=', relyingPartyKey)
    .where('expires_at', '<=', now)
    .execute()
}

export async function deleteSecret(db: Db, organizationKey: string, key: string): Promise<void> {
  await db
    .deleteFrom('relying_party_secrets')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function deleteSecrets(db: Db, organizationKey: string, relyingPartyKey: string): Promise<void> {
  await db
    .deleteFrom('relying_party_secrets')
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', '=', relyingPartyKey)
    .execute()
}

/**
 * The newest secrets of relying parties that are active and want a reminder, expiring until then, of all organizations:
 * by the index on is_current and expires_at.
 */
export function selectExpiringSecrets(
  db: Db,
  { now, until, after, limit }: ExpiringSecretPage,
): Promise<ExpiringSecret[]> {
  let secrets = db
    .selectFrom('relying_party_secrets as s')
    .innerJoin('relying_parties as r', (join) =>
      join.onRef('r.organization_key', '=', 's.organization_key').onRef('r.key', '=', 's.relying_party_key'),
    )
    .select(['s.organization_key as organizationKey', 's.key', 'r.key as clientKey', 'r.name as clientName'])
    .select('s.expires_at as expiresAt')
    .where('s.is_current', '=', 1)
    .where('s.expires_at', '>', now)
    .where('s.expires_at', '<=', until)
    .where('s.reminded_at', 'is', null)
    .where('r.has_expiry_reminder', '=', 1)
    .where('r.is_active', '=', 1)
  if (after) {
    secrets = secrets
      .where('s.expires_at', '>=', after.expiresAt)
      .where((eb) => eb.or([eb('s.expires_at', '>', after.expiresAt), eb('s.key', '>', after.key)]))
  }
  return secrets.orderBy('s.expires_at').orderBy('s.key').limit(limit).execute()
}

/**
 * Stores that the reminder is sent.
 * @returns false where it was stored before, or there is a newer secret
 */
export async function markReminded(
  db: Db,
  { organizationKey, key }: Pick<ExpiringSecret, 'organizationKey' | 'key'>,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('relying_party_secrets')
    .set({ reminded_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('reminded_at', 'is', null)
    .where('is_current', '=', 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
