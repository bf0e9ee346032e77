import type { Db } from '../../../db/transaction.ts'
import { selectEnvironmentKeysIn } from '../../applications/application-roles/application-role-conditions.ts'
import { inByteOrder } from '../../foundation/list-indexes/in-byte-order.ts'
import { orderBy } from '../../foundation/list-indexes/list-index.ts'
import { type IndexedList, listIndexesOf } from '../../foundation/list-indexes/list-indexes.ts'
import { hasNameWith, isOneOf, matchesAll } from '../../foundation/list-indexes/matches-all.ts'
import { oneOfEach } from '../../foundation/list-indexes/one-of-each.ts'
import { type GroupCondition, groupsOfMember, groupsWithAsset } from './group-conditions.ts'

interface IndexedGroup {
  key: string
  /** Folded, in byte order */
  name: string
  environmentKey: string
  /** The identity providers of its claim mappings */
  providers: readonly string[]
}

const none: readonly string[] = []

export const indexedGroups: IndexedList<IndexedGroup> = {
  table: 'groups',
  leastRows: 5_000,
  async selectRows(db, organizationKey, keys) {
    const groups = db
      .selectFrom('groups')
      .select(['key', 'name_folded', 'environment_key'])
      .where('organization_key', '=', organizationKey)
    const mappings = db
      .selectFrom('group_claim_mappings')
      .select(['group_key', 'identity_provider_key'])
      .where('organization_key', '=', organizationKey)
    const found = await (keys
      ? groups.where('key', 'in', keys)
      : groups.orderBy('name_folded').orderBy('key')
    ).execute()
    const mapped = await (keys ? mappings.where('group_key', 'in', keys) : mappings).execute()
    const same = oneOfEach()
    const providers = new Map<string, string[]>()
    for (const { group_key, identity_provider_key } of mapped) {
      const ofGroup = providers.get(group_key)
      if (ofGroup) ofGroup.push(same(identity_provider_key))
      else providers.set(group_key, [same(identity_provider_key)])
    }
    return found.map(({ key, name_folded, environment_key }) => ({
      key,
      name: inByteOrder(name_folded),
      environmentKey: same(environment_key),
      providers: providers.get(key) ?? none,
    }))
  },
}

/** The keys of a page by name and the total, by the index of the organization's groups; undefined where tables answer. */
export const findGroupsInIndex = async (
  db: Db,
  organizationKey: string,
  condition: GroupCondition,
  page: { limit: number; offset: number },
): Promise<{ keys: string[]; total: number } | undefined> =>
  listIndexesOf(db)?.find(db, organizationKey, indexedGroups, async () => ({
    matches: await matchesCondition(db, organizationKey, condition),
    order: orderBy('name'),
    isDescending: false,
    ...page,
  }))

async function matchesCondition(db: Db, organizationKey: string, condition: GroupCondition) {
  const { keys, environmentKeys, portfolioKeys, nameContains, identityProviderKey, assetKey, member } = condition
  const rules: ((group: IndexedGroup) => boolean)[] = []
  if (keys) rules.push(isOneOf('key', keys))
  if (environmentKeys) rules.push(isOneOf('environmentKey', environmentKeys))
  if (portfolioKeys) {
    rules.push(isOneOf('environmentKey', await selectEnvironmentKeysIn(db, organizationKey, portfolioKeys)))
  }
  if (member) rules.push(isOneOf('key', groupKeys(await groupsOfMember(db, organizationKey, member).execute())))
  if (assetKey) rules.push(isOneOf('key', groupKeys(await groupsWithAsset(db, organizationKey, assetKey).execute())))
  if (identityProviderKey) rules.push(({ providers }) => providers.includes(identityProviderKey))
  if (nameContains !== undefined) rules.push(hasNameWith(nameContains))
  return matchesAll(rules)
}

const groupKeys = (rows: readonly { group_key: string }[]): string[] => rows.map((row) => row.group_key)
