import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { getExistingUserKeys } from '../users/get-existing-user-keys.ts'

/**
 * Refuses a request that names users who do not exist, before anything is written.
 * @throws Problem group_user_unknown
 */
export async function requireGroupUsers(
  parts: Parts,
  organizationKey: string,
  field: string,
  keys: readonly string[],
): Promise<void> {
  const known = await getExistingUserKeys(parts, organizationKey, keys)
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Problem('group_user_unknown', `${field}: there is no user ${unknown.join(', ')}.`)
}
