import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Found } from '../../../http/api/page.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import { visibleEnvironments } from '../../applications/application-roles/role-condition.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { showClaimMapping } from './claim-mapping.ts'
import { selectClaimMappings } from './claim-mappings-repository.ts'
import type { GroupCondition } from './group-conditions.ts'
import { groupEnvironments } from './group-permission.ts'
import { selectGroups } from './groups-list-repository.ts'
import type { Group } from './groups-schemas.ts'

/** What lists of groups may be filtered by. */
interface GroupFilter {
  nameContains?: string
  environmentKey?: string
  environmentKeys?: string[]
  portfolioKeys?: string[]
  identityProviderKey?: string
  assetKey?: string
}

/** Turns the parameters of a request into conditions, limited to the environments in which the caller manages groups. */
export function groupCondition(principal: Principal, filter: GroupFilter): GroupCondition {
  requireAtMostOne(filter, 'environmentKey', 'environmentKeys')
  const { environmentKey, environmentKeys, portfolioKeys, identityProviderKey, assetKey } = filter
  const asked = environmentKey ? [environmentKey] : environmentKeys
  return {
    environmentKeys: visibleEnvironments(asked?.map(normalKey), groupEnvironments(principal)),
    portfolioKeys: portfolioKeys?.map(normalKey),
    nameContains: filter.nameContains,
    identityProviderKey: identityProviderKey && normalKey(identityProviderKey),
    assetKey: assetKey && normalKey(assetKey),
  }
}

/** A page of groups by name, as the API shows them. */
export async function readGroupPage(
  { db }: Parts,
  organizationKey: string,
  condition: GroupCondition,
  page: { limit: number; offset: number },
): Promise<Found<Group>> {
  const { rows, total } = await selectGroups(db, organizationKey, condition, page)
  const keys = rows.map(({ key }) => key)
  const mappings = Map.groupBy(await selectClaimMappings(db, organizationKey, keys), ({ groupKey }) => groupKey)
  const groups = rows.map((row) => ({
    ...row,
    groupIdpClaimMappings: (mappings.get(row.key) ?? []).map(showClaimMapping),
  }))
  return { rows: groups, total }
}
