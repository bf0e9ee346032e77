import type { Db } from '../../../db/transaction.ts'
import { inByteOrder } from '../../foundation/list-indexes/in-byte-order.ts'
import { orderBy } from '../../foundation/list-indexes/list-index.ts'
import { type IndexedList, listIndexesOf } from '../../foundation/list-indexes/list-indexes.ts'
import { hasNameWith, isOneOf, matchesAll } from '../../foundation/list-indexes/matches-all.ts'
import { oneOfEach } from '../../foundation/list-indexes/one-of-each.ts'
import { type RolePage, rolesOfGroup, selectEnvironmentKeysIn } from './application-role-conditions.ts'
import type { RoleCondition } from './role-condition.ts'

interface IndexedRole {
  key: string
  /** Folded, in byte order */
  name: string
  environmentKey: string
  assetKey: string
}

export const indexedRoles: IndexedList<IndexedRole> = {
  table: 'application_roles',
  leastRows: 5_000,
  async selectRows(db, organizationKey, keys) {
    const roles = db
      .selectFrom('application_roles')
      .select(['key', 'name_folded', 'environment_key', 'asset_key'])
      .where('organization_key', '=', organizationKey)
    const found = await (keys ? roles.where('key', 'in', keys) : roles.orderBy('name_folded').orderBy('key')).execute()
    const same = oneOfEach()
    return found.map(({ key, name_folded, environment_key, asset_key }) => ({
      key,
      name: same(inByteOrder(name_folded)),
      environmentKey: same(environment_key),
      assetKey: same(asset_key),
    }))
  },
}

/** The keys of a page and the total, by the index of the organization's roles; undefined where the tables answer. */
export const findRolesInIndex = async (
  db: Db,
  organizationKey: string,
  condition: RoleCondition,
  { sort, ...page }: RolePage,
): Promise<{ keys: string[]; total: number } | undefined> =>
  listIndexesOf(db)?.find(db, organizationKey, indexedRoles, async () => ({
    matches: await matchesCondition(db, organizationKey, condition),
    order: orderBy(sort.field),
    isDescending: sort.descending,
    ...page,
  }))

async function matchesCondition(db: Db, organizationKey: string, condition: RoleCondition) {
  const { keys, assetKeys, environmentKeys, portfolioKeys, nameContains, groupKey, places } = condition
  const rules: ((role: IndexedRole) => boolean)[] = []
  if (keys) rules.push(isOneOf('key', keys))
  if (assetKeys) rules.push(isOneOf('assetKey', assetKeys))
  if (environmentKeys) rules.push(isOneOf('environmentKey', environmentKeys))
  if (portfolioKeys) {
    rules.push(isOneOf('environmentKey', await selectEnvironmentKeysIn(db, organizationKey, portfolioKeys)))
  }
  if (places) rules.push(inPlaces(places))
  if (groupKey) {
    const rows = await rolesOfGroup(db, organizationKey, groupKey).execute()
    const keysOfGroup = rows.map((row) => row.application_role_key)
    rules.push(isOneOf('key', keysOfGroup))
  }
  if (nameContains !== undefined) rules.push(hasNameWith(nameContains))
  return matchesAll(rules)
}

function inPlaces({ environmentKeys, assets = [] }: NonNullable<RoleCondition['places']>) {
  const everywhere = new Set(environmentKeys)
  const ofAssets = Map.groupBy(assets, ({ key }) => key)
  return ({ environmentKey, assetKey }: IndexedRole): boolean =>
    everywhere.has(environmentKey) ||
    ofAssets.get(assetKey)?.some(({ environmentKeys: some }) => !some || some.includes(environmentKey)) === true
}
