import { normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Environments } from '../../foundation/permissions/grants.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { type Group, lockGroupRow, selectGroup } from './groups-repository.ts'

export const managesGroups = 'End-user management > Manage end-user groups'

/** Where the caller may manage groups: lists leave the groups of the other environments out. */
export const groupEnvironments = (principal: Principal): Environments => environmentsOf(principal, managesGroups)

/**
 * A group in an environment in which the caller may not manage groups is as good as none: it answers 404, like a user
 * whom the caller may not see.
 * @throws Problem group_not_found
 */
export const requireGroup = async (db: Db, principal: Principal, key: string): Promise<Group> =>
  managed(principal, key, await selectGroup(db, principal.organizationKey, normalKey(key)))

/**
 * The same for a change: nobody else changes or deletes the group before the transaction ends.
 * @throws Problem group_not_found
 */
export const lockGroup = async (trx: Db, principal: Principal, key: string): Promise<Group> =>
  managed(principal, key, await lockGroupRow(trx, principal.organizationKey, normalKey(key)))

function managed(principal: Principal, key: string, group: Group | undefined): Group {
  const environments = groupEnvironments(principal)
  if (group && (environments === 'all' || environments.has(group.environmentKey))) return group
  throw new Problem('group_not_found', `There is no group ${key}.`)
}
