import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { Group } from './groups-schemas.ts'
import { readGroupPage } from './read-group-page.ts'
import { requireGroup } from './require-group.ts'

/** @throws Problem group_not_found, also for a group in an environment in which the caller may not manage groups */
export async function getGroup(parts: Parts, principal: Principal, key: string): Promise<Group> {
  const { key: groupKey } = await requireGroup(parts, principal, key)
  const page = { limit: 1, offset: 0 }
  const { rows } = await readGroupPage(parts, principal.organizationKey, { keys: [groupKey] }, page)
  // Deleted in between
  if (!rows[0]) throw new Problem('group_not_found', `There is no group ${key}.`)
  return rows[0]
}
