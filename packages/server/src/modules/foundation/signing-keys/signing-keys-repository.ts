import type { SigningKeyTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'

type SigningKeyRow = Omit<SigningKeyTable, 'organization_key'>

export async function insertSigningKey(db: Db, organizationKey: string, row: SigningKeyRow): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values({ organization_key: organizationKey, ...row })
    .execute()
}

/** The latest first */
export async function selectSigningKeys(db: Db, organizationKey: string): Promise<SigningKeyRow[]> {
  return db
    .selectFrom('signing_keys')
    .select(['key', 'algorithm', 'signs_access_tokens', 'public_jwk', 'private_key_encrypted'])
    .select(['created_at', 'activates_at', 'retires_at'])
    .where('organization_key', '=', organizationKey)
    .orderBy('activates_at', 'desc')
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

/** Of all organizations */
export async function deleteAllRetiredSigningKeys(db: Db, now: string): Promise<void> {
  await db.deleteFrom('signing_keys').where('retires_at', '<', now).execute()
}

/** They have signed nothing. */
export async function deleteSigningKeysActivatedAfter(db: Db, organizationKey: string, now: string): Promise<void> {
  await db
    .deleteFrom('signing_keys')
    .where('organization_key', '=', organizationKey)
    .where('activates_at', '>', now)
    .execute()
}

/** The organizations whose newest key begins to sign by this time */
export async function selectOrganizationsDueForRotation(db: Db, before: string): Promise<string[]> {
  const rows = await db
    .selectFrom('signing_keys')
    .select('organization_key')
    .groupBy('organization_key')
    .having((having) => having(having.fn.max('activates_at'), '<=', before))
    .execute()
  return rows.map((row) => row.organization_key)
}
