import { fromFlag, toFlag } from '../../../db/flag.ts'
import { containsPattern } from '../../../db/folded-columns.ts'
import { like } from '../../../db/like.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { RelyingPartyType, StoredRelyingParty } from './relying-party.ts'
import { isRelyingPartyId } from './relying-party-id.ts'

interface RelyingPartyFilter {
  /** A client ID that is given whole finds the application that has it. */
  nameContains?: string
  clientId?: string
  type?: RelyingPartyType
  isActive?: boolean
  environmentKey?: string
  assetKey?: string
  sort: { field: 'name' | 'createdAt' | 'lastUsedAt'; descending: boolean }
  limit: number
  offset: number
}

interface ListedRelyingParty
  extends Pick<
    StoredRelyingParty,
    | 'key'
    | 'clientId'
    | 'name'
    | 'logoUrl'
    | 'type'
    | 'isActive'
    | 'clientAuthentication'
    | 'assetKey'
    | 'environmentKey'
    | 'lastUsedAt'
    | 'createdAt'
    | 'updatedAt'
  > {
  /** Of the newest secret; null where there is none */
  secretExpiresAt: string | null
}

const sortColumns = { name: 'r.name_folded', createdAt: 'r.created_at', lastUsedAt: 'r.last_used_at' } as const

export async function selectRelyingParties(
  db: Db,
  organizationKey: string,
  { sort, limit, offset, ...filter }: RelyingPartyFilter,
): Promise<Found<ListedRelyingParty>> {
  const matching = matchingRelyingParties(db, organizationKey, filter)
  const keysInOrder = (isReversed: boolean) => {
    const descending = sort.descending !== isReversed
    return matching
      .select('r.key')
      .orderBy(sortColumns[sort.field], (order) => (descending ? order.desc().nullsLast() : order.asc().nullsFirst()))
      .orderBy('r.key', descending ? 'desc' : 'asc')
  }
  const selection = {
    keys: keysInOrder,
    count: () => matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: filter.nameContains !== undefined,
  }
  const { keys, total } = await selectPageKeys(selection, { limit, offset })
  if (keys.length === 0) return { rows: [], total }
  const found = await db
    .selectFrom('relying_parties as r')
    .leftJoin('relying_party_secrets as s', (join) =>
      join
        .onRef('s.organization_key', '=', 'r.organization_key')
        .onRef('s.relying_party_key', '=', 'r.key')
        .on('s.is_current', '=', 1),
    )
    .select(['r.key', 'r.client_id as clientId', 'r.name', 'r.logo_url as logoUrl', 'r.type', 'r.is_active'])
    .select(['r.client_authentication as clientAuthentication', 'r.asset_key as assetKey'])
    .select(['r.environment_key as environmentKey', 'r.last_used_at as lastUsedAt', 'r.created_at as createdAt'])
    .select(['r.updated_at as updatedAt', 's.expires_at as secretExpiresAt'])
    .where('r.organization_key', '=', organizationKey)
    .where('r.key', 'in', keys)
    .execute()
  const rows = found.map(({ is_active, ...row }) => ({ ...row, isActive: fromFlag(is_active) }))
  return { rows: inOrderOfKeys(keys, rows), total: Number(total) }
}

function matchingRelyingParties(
  db: Db,
  organizationKey: string,
  filter: Omit<RelyingPartyFilter, 'sort' | 'limit' | 'offset'>,
) {
  const { nameContains, clientId, type, isActive, environmentKey, assetKey } = filter
  let matching = db.selectFrom('relying_parties as r').where('r.organization_key', '=', organizationKey)
  if (nameContains !== undefined) {
    const whole = nameContains.trim().toLowerCase()
    matching = isRelyingPartyId(whole)
      ? matching.where('r.client_id', '=', whole)
      : matching.where(like('r.name_folded', containsPattern(nameContains)))
  }
  if (clientId !== undefined) matching = matching.where('r.client_id', '=', clientId)
  if (type) matching = matching.where('r.type', '=', type)
  if (isActive !== undefined) matching = matching.where('r.is_active', '=', toFlag(isActive))
  if (environmentKey) matching = matching.where('r.environment_key', '=', environmentKey)
  if (assetKey) matching = matching.where('r.asset_key', '=', assetKey)
  return matching
}
