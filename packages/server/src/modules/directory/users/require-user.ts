import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { userSelection } from './user-selection.ts'
import { selectSelectedUserKeys } from './users-list-repository.ts'
import { lockUserRow, type UserRow } from './users-repository.ts'

/** For a key that no user has, or none whom the caller sees */
export const userNotFound = (key: string): Problem => new Problem('user_not_found', `There is no user ${key}.`)

/**
 * Requires that there is a user with this key and that the caller sees them.
 * @throws Problem user_not_found
 */
export async function requireVisibleUser(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  if ((await getVisibleUserKeys(parts, principal, [normalKey(key)])).size === 0) throw userNotFound(key)
}

/** Those of the keys that a user has whom the caller sees */
export async function getVisibleUserKeys(
  { db, clock }: Parts<'clock'>,
  principal: Principal,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const selection = userSelection(principal, toTimestamp(clock.now()), {})
  return new Set(await selectSelectedUserKeys(db, { ...selection, keys }))
}

/**
 * Reads a user for a change: nobody else changes or deletes them before the transaction ends. A user whom the caller does
 * not see counts as none.
 * @throws Problem user_not_found
 */
export async function lockUser(parts: Parts<'clock'>, principal: Principal, key: string): Promise<UserRow> {
  const user = await lockUserRow(parts.db, principal.organizationKey, normalKey(key))
  if (!user) throw userNotFound(key)
  await requireVisibleUser(parts, principal, key)
  return user
}
