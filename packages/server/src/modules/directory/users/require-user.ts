import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { userSelection } from './user-selection.ts'
import { countSelectedUsers } from './users-list-repository.ts'
import { existsUser, lockUserRow, type UserRow } from './users-repository.ts'

/** For a key that no user has, or none whom the caller sees */
export const userNotFound = (key: string): Problem => new Problem('user_not_found', `There is no user ${key}.`)

/**
 * Requires that the organization has a user with this key, whether or not the caller sees them.
 * @throws Problem user_not_found
 */
export async function requireUser({ db }: Parts, organizationKey: string, key: string): Promise<void> {
  if (!(await existsUser(db, organizationKey, normalKey(key)))) throw userNotFound(key)
}

/**
 * Requires that there is a user with this key and that the caller sees them.
 * @throws Problem user_not_found
 */
export async function requireVisibleUser(
  { db, clock }: Parts<'clock'>,
  principal: Principal,
  key: string,
): Promise<void> {
  const selection = userSelection(principal, toTimestamp(clock.now()), {})
  if ((await countSelectedUsers(db, { ...selection, keys: [normalKey(key)] })) === 0) throw userNotFound(key)
}

/**
 * Reads a user for a change: nobody else changes or deletes them before the transaction ends. A caller who may change
 * users sees all of them.
 * @throws Problem user_not_found
 */
export async function lockUser({ db }: Parts, organizationKey: string, key: string): Promise<UserRow> {
  const user = await lockUserRow(db, organizationKey, normalKey(key))
  if (!user) throw userNotFound(key)
  return user
}
