import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { Group } from './group.ts'
import { type GroupCondition, matchingGroups } from './group-conditions.ts'
import { findGroupsInIndex } from './groups-in-index-repository.ts'

interface ListedGroup extends Group {
  /** The portfolio of its environment */
  portfolioKey: string
  updatedAt: string
}

/** A page of groups by name, and how many there are in all. */
export async function selectGroups(
  db: Db,
  organizationKey: string,
  condition: GroupCondition,
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<ListedGroup>> {
  const matching = matchingGroups(db, organizationKey, condition)
  const keysInOrder = (isReversed: boolean) => {
    const direction = isReversed ? 'desc' : 'asc'
    return matching.select('g.key').orderBy('g.name_folded', direction).orderBy('g.key', direction)
  }
  const selection = {
    keys: keysInOrder,
    count: () => matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: condition.nameContains !== undefined,
  }
  const { keys, total } =
    (await findGroupsInIndex(db, organizationKey, condition, { limit, offset })) ??
    (await selectPageKeys(selection, { limit, offset }))
  if (keys.length === 0) return { rows: [], total }
  const found = await db
    .selectFrom('groups as g')
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'g.organization_key').onRef('e.key', '=', 'g.environment_key'),
    )
    .select(['g.key', 'g.name', 'g.description', 'g.environment_key as environmentKey'])
    .select(['e.portfolio_key as portfolioKey', 'g.updated_at as updatedAt'])
    .where('g.organization_key', '=', organizationKey)
    .where('g.key', 'in', keys)
    .execute()
  return { rows: inOrderOfKeys(keys, found), total }
}
