import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { StoredSecret } from '../../api-clients/clients/client-secret.ts'

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
