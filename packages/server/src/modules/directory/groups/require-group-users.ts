import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getVisibleUserKeys } from '../users/require-user.ts'

/**
 * Refuses a request that names users who do not exist, or whom the caller does not see, before anything is written.
 * @throws Problem group_user_unknown
 */
export async function requireGroupUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  field: string,
  keys: readonly string[],
): Promise<void> {
  const known = await getVisibleUserKeys(parts, principal, keys)
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Problem('group_user_unknown', `${field}: there is no user ${unknown.join(', ')}.`)
}
