import type { Db } from '../../../db/transaction.ts'

/** An API client, as the steps that stop it name it */
export interface CreatedClient {
  key: string
  name: string
}

/** The clients that the user has created and that are not suspended, by name */
export function selectRunningClientsOf(db: Db, organizationKey: string, userKey: string): Promise<CreatedClient[]> {
  // As `creatorOf` orders the fields: what comes first is the same for each client of the user.
  const creator = JSON.stringify({ type: 'user', key: userKey }).slice(0, -1)
  return db
    .selectFrom('api_clients')
    .select(['key', 'name'])
    .where('organization_key', '=', organizationKey)
    .where('created_by', 'like', `${creator},%`)
    .where('is_suspended', '=', 0)
    .orderBy('name_folded')
    .orderBy('key')
    .execute()
}
