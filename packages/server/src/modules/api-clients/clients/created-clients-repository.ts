import { sql } from 'kysely'
import { fromFlag } from '../../../db/flag.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import type { Db } from '../../../db/transaction.ts'
import type { NamedClient } from '../../foundation/client-secrets/client-kind.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'
import { creatorIsUserOrClients } from '../../foundation/permissions/creator-conditions.ts'

interface StoredCreatedClient extends NamedClient {
  isSuspended: boolean
  createdBy: Creator
}

/** A few milliseconds of the event loop */
const clientsAtOnce = 1_000

/** The clients that the user has created, and those that any client has created, by name: there may be very many. */
export async function selectClientsOfUserOrClients(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<StoredCreatedClient[]> {
  const read = ({ after, limit }: PageAfter<{ name_folded: string; key: string }>) => {
    let clients = db
      .selectFrom('api_clients')
      .select(['key', 'name', 'name_folded', 'is_suspended', 'created_by'])
      .where('organization_key', '=', organizationKey)
      .where(creatorIsUserOrClients('created_by', userKey))
    if (after) clients = clients.where(sql<boolean>`(name_folded, key) > (${after.name_folded}, ${after.key})`)
    return clients.orderBy('name_folded').orderBy('key').limit(limit).execute()
  }
  const found: StoredCreatedClient[] = []
  for await (const rows of readPages(clientsAtOnce, read, (last) => last)) {
    for (const { key, name, is_suspended, created_by } of rows)
      found.push({ key, name, isSuspended: fromFlag(is_suspended), createdBy: JSON.parse(created_by ?? 'null') })
  }
  return found
}
