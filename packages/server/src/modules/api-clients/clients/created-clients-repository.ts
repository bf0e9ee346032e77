import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { NamedClient } from '../../foundation/client-secrets/client-kind.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'
import { creatorIsUserOrClients } from '../../foundation/permissions/creator-conditions.ts'

interface StoredCreatedClient extends NamedClient {
  isSuspended: boolean
  createdBy: Creator
}

/** The clients that the user has created, and those that any client has created, by name */
export async function selectClientsOfUserOrClients(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<StoredCreatedClient[]> {
  const rows = await db
    .selectFrom('api_clients')
    .select(['key', 'name', 'is_suspended', 'created_by'])
    .where('organization_key', '=', organizationKey)
    .where(creatorIsUserOrClients('created_by', userKey))
    .orderBy('name_folded')
    .orderBy('key')
    .execute()
  return rows.map(({ is_suspended, created_by, ...client }) => ({
    ...client,
    isSuspended: fromFlag(is_suspended),
    createdBy: JSON.parse(created_by ?? 'null'),
  }))
}
