import type { Db } from '../../../db/transaction.ts'
import { createdByUser } from './created-by-user.ts'

/** An API client, as the steps that stop it name it */
export interface CreatedClient {
  key: string
  name: string
}

/** The clients that the user has created and that are not suspended, by name */
export function selectRunningClientsOf(db: Db, organizationKey: string, userKey: string): Promise<CreatedClient[]> {
  return db
    .selectFrom('api_clients')
    .select(['key', 'name'])
    .where('organization_key', '=', organizationKey)
    .where('created_by', 'like', `${createdByUser(userKey)}%`)
    .where('is_suspended', '=', 0)
    .orderBy('name_folded')
    .orderBy('key')
    .execute()
}
