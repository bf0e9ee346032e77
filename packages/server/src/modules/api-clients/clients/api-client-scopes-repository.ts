import type { Db } from '../../../db/transaction.ts'

/** Whether the client has scopes of registered APIs. Which ones, the room of these APIs knows. */
export async function hasApiScopes(db: Db, organizationKey: string, apiClientKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('api_client_scopes')
    .select('scope_key')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
