import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { Group } from './group.ts'
import { groupEnvironments } from './group-permission.ts'
import { lockGroupRow, selectGroup } from './groups-repository.ts'

/**
 * The group with this key. One of an environment in which the caller may not manage groups counts as none, like a user
 * whom the caller does not see.
 * @throws Problem group_not_found
 */
export const requireGroup = async ({ db }: Parts, principal: Principal, key: string): Promise<Group> =>
  managed(principal, key, await selectGroup(db, principal.organizationKey, normalKey(key)))

/**
 * The same for a change: nobody else changes or deletes the group before the transaction ends.
 * @throws Problem group_not_found
 */
export const lockGroup = async ({ db }: Parts, principal: Principal, key: string): Promise<Group> =>
  managed(principal, key, await lockGroupRow(db, principal.organizationKey, normalKey(key)))

function managed(principal: Principal, key: string, group: Group | undefined): Group {
  const environments = groupEnvironments(principal)
  if (group && (environments === 'all' || environments.has(group.environmentKey))) return group
  throw new Problem('group_not_found', `There is no group ${key}.`)
}
