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
 * @param link the group that they belong to, or the organization role that they hold
 * @throws Problem invalid_parameter
 */
export const listSelectedUserKeys = (
  parts: Parts<'clock'>,
  principal: Principal,
  filter: Omit<ManagedUsersQuery, 'sort' | 'embed' | 'limit' | 'offset'>,
  link: Pick<UserSelection, 'now' | 'group' | 'organizationRoleKey'>,
  limit: number,
): Promise<string[]> => selectUserKeys(parts.db, { ...userSelection(principal, link.now, filter), ...link }, { limit })
