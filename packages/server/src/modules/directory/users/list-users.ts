import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { readUserPage } from './read-user-page.ts'
import { type UserSelection, userSelection } from './user-selection.ts'
import { countSelectedUsers, selectUserKeys } from './users-list-repository.ts'
import type { ManagedUsersQuery, UserCountQuery } from './users-schemas.ts'

/**
 * A page of the users that the caller sees and the query selects.
 * @throws Problem invalid_parameter
 */
export async function listUsers(parts: Parts<'clock'>, principal: Principal, query: ManagedUsersQuery) {
  const { sort, embed, limit, offset, ...filter } = query
  const selection = userSelection(principal, toTimestamp(parts.clock.now()), filter)
  const { rows, total } = await readUserPage(parts, principal, selection, { sort, embed, limit, offset })
  return pageOf(rows, total, { limit, offset })
}

/** How many users the caller sees and the query selects. */
export async function countUsers(
  { db, clock }: Parts<'clock'>,
  principal: Principal,
  filter: UserCountQuery,
): Promise<{ userCount: number }> {
  return { userCount: await countSelectedUsers(db, userSelection(principal, toTimestamp(clock.now()), filter)) }
}

/**
 * The keys of the users whom the caller sees and the filter selects, in their order, as many as the limit allows.
 * @param link the group that they belong to, or the organization role or application role that they hold
 * @throws Problem invalid_parameter
 */
export function listSelectedUserKeys(
  parts: Parts<'clock'>,
  principal: Principal,
  filter: Omit<ManagedUsersQuery, 'sort' | 'embed' | 'limit' | 'offset'>,
  link: Pick<UserSelection, 'now' | 'group' | 'role' | 'organizationRoleKey'>,
  limit: number,
): Promise<string[]> {
  const selection = userSelection(principal, link.now, filter)
  // The same role fulfils what the filter asks of it.
  const role = link.role && { role: { ...selection.role, ...link.role } }
  return selectUserKeys(parts.db, { ...selection, ...link, ...role }, limit)
}
