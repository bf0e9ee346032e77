import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import { inByteOrder } from '../../foundation/list-indexes/in-byte-order.ts'
import { orderBy } from '../../foundation/list-indexes/list-index.ts'
import { type IndexedList, listIndexesOf } from '../../foundation/list-indexes/list-indexes.ts'
import { hasNameWith, matchesAll } from '../../foundation/list-indexes/matches-all.ts'
import { oneOfEach } from '../../foundation/list-indexes/one-of-each.ts'
import { type ApiClientStatus, statusOf } from './api-client.ts'

export interface ApiClientFilter {
  nameContains?: string
  clientId?: string
  /** Found beside those with `nameContains`; at least 8 characters */
  clientIdBegins?: string
  status?: ApiClientStatus
  sort: { field: 'name' | 'createdAt' | 'lastUsedAt' | 'secretExpiresAt'; descending: boolean }
  limit: number
  offset: number
}

interface IndexedApiClient {
  key: string
  /** Folded, in byte order */
  name: string
  isSuspended: boolean
  hasPermissions: boolean
  hasPublicKeys: boolean
  secretExpiresAt: string
  lastUsedAt: string | null
  createdAt: string
}

export const indexedApiClients: IndexedList<IndexedApiClient> = {
  table: 'api_clients',
  leastRows: 2_000,
  async selectRows(db, organizationKey, keys) {
    let clients = db
      .selectFrom('api_clients')
      .select(['key', 'name_folded', 'is_suspended', 'last_used_at', 'created_at'])
      .select((eb) => eb.or([eb('jwks', 'is not', null), eb('jwks_uri', 'is not', null)]).as('has_public_keys'))
      .where('organization_key', '=', organizationKey)
    let secrets = db
      .selectFrom('api_client_secrets')
      .select(['api_client_key', 'expires_at'])
      .where('organization_key', '=', organizationKey)
      .where('is_current', '=', 1)
    let permissions = db
      .selectFrom('api_client_permissions')
      .select('api_client_key')
      .where('organization_key', '=', organizationKey)
      .distinct()
    let scopes = db
      .selectFrom('api_client_scopes')
      .select('api_client_key')
      .where('organization_key', '=', organizationKey)
      .distinct()
    if (keys) {
      clients = clients.where('key', 'in', keys)
      secrets = secrets.where('api_client_key', 'in', keys)
      permissions = permissions.where('api_client_key', 'in', keys)
      scopes = scopes.where('api_client_key', 'in', keys)
    }
    const found = await clients.execute()
    const same = oneOfEach()
    const expires = new Map((await secrets.execute()).map((row) => [row.api_client_key, same(row.expires_at)]))
    const given = [...(await permissions.execute()), ...(await scopes.execute())]
    const permitted = new Set(given.map((row) => row.api_client_key))
    return found.map(({ key, name_folded, is_suspended, has_public_keys, last_used_at, created_at }) => ({
      key,
      name: inByteOrder(name_folded),
      isSuspended: fromFlag(is_suspended),
      hasPermissions: permitted.has(key),
      hasPublicKeys: Boolean(has_public_keys),
      // Each has a current secret.
      secretExpiresAt: expires.get(key) ?? '',
      lastUsedAt: last_used_at,
      createdAt: same(created_at),
    }))
  },
}

/**
 * The keys of a page and the total, by the index of the organization's API clients; undefined where the tables answer, as for
 * a client ID, which has an index there.
 */
export const findApiClientsInIndex = async (
  db: Db,
  organizationKey: string,
  { nameContains, clientId, clientIdBegins, status, sort, limit, offset }: ApiClientFilter,
  { now, soon }: { now: string; soon: string },
): Promise<{ keys: string[]; total: number } | undefined> => {
  if (clientId !== undefined || clientIdBegins !== undefined) return undefined
  return listIndexesOf(db)?.find(db, organizationKey, indexedApiClients, async () => {
    const rules: ((client: IndexedApiClient) => boolean)[] = []
    if (status) rules.push((client) => statusOf(client, now, soon) === status)
    if (nameContains) rules.push(hasNameWith(nameContains))
    return { matches: matchesAll(rules), order: orderBy(sort.field), isDescending: sort.descending, limit, offset }
  })
}
