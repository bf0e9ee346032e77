import type { Db } from '../../../db/transaction.ts'

export async function selectAssignedEnvironments(db: Db, organizationKey: string, key: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identity_provider_environments')
    .select('environment_key')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', key)
    .orderBy('environment_key')
    .execute()
  return rows.map(({ environment_key }) => environment_key)
}

export async function replaceAssignedEnvironments(
  db: Db,
  organizationKey: string,
  key: string,
  environmentKeys: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('identity_provider_environments')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', key)
    .execute()
  if (environmentKeys.length === 0) return
  await db
    .insertInto('identity_provider_environments')
    .values(
      environmentKeys.map((environment_key) => ({
        organization_key: organizationKey,
        identity_provider_key: key,
        environment_key,
      })),
    )
    .execute()
}
