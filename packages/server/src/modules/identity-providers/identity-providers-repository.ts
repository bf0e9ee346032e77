import { toFlag } from '../../db/codecs.ts'
import type { IdentityProviderTable } from '../../db/schema.ts'
import type { Db } from '../../db/transaction.ts'

export interface IdentityProvider {
  key: string
  name: string
  type: IdentityProviderTable['type']
  subtype: string
  isBuiltIn: boolean
}

export async function insertIdentityProvider(
  trx: Db,
  organizationKey: string,
  { isBuiltIn, ...provider }: IdentityProvider,
  createdAt: string,
): Promise<void> {
  await trx
    .insertInto('identity_providers')
    .values({
      organization_key: organizationKey,
      ...provider,
      is_built_in: toFlag(isBuiltIn),
      created_at: createdAt,
      updated_at: createdAt,
    })
    .execute()
}

export async function selectBuiltInIdentityProviderKey(db: Db, organizationKey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('is_built_in', '=', 1)
    .executeTakeFirst()
  return row?.key
}

export async function existsIdentityProvider(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}
