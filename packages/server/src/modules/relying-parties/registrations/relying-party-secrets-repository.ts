import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Creator } from '../../api-clients/clients/api-client.ts'
import type { StoredSecret } from '../../api-clients/clients/client-secret.ts'

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
