import type { SigningKeyTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'

type SigningKeyRow = Omit<SigningKeyTable, 'organization_key'>

export async function insertSigningKey(db: Db, organizationKey: string, row: SigningKeyRow): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values({ organization_key: organizationKey, ...row })
    .execute()
}

/** The key that signs first (there is one), then those that only verify, the latest first. */
export async function selectSigningKeys(db: Db, organizationKey: string): Promise<SigningKeyRow[]> {
  return db
    .selectFrom('signing_keys')
    .select(['key', 'algorithm', 'public_jwk', 'private_key_encrypted', 'created_at', 'retires_at'])
    .where('organization_key', '=', organizationKey)
    .orderBy((expression) => expression('retires_at', 'is not', null))
    .orderBy('key', 'desc')
    .execute()
}

export async function retireSigningKeys(db: Db, organizationKey: string, retiresAt: string): Promise<void> {
  await db
    .updateTable('signing_keys')
    .set({ retires_at: retiresAt })
    .where('organization_key', '=', organizationKey)
    .where((where) => where.or([where('retires_at', 'is', null), where('retires_at', '>', retiresAt)]))
    .execute()
}

export async function deleteRetiredSigningKeys(db: Db, organizationKey: string, now: string): Promise<void> {
  await db
    .deleteFrom('signing_keys')
    .where('organization_key', '=', organizationKey)
    .where('retires_at', '<', now)
    .execute()
}
