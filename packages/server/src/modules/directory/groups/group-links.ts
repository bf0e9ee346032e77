import { normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { getApplicationRoles } from '../../applications/application-roles/get-application-roles.ts'
import { selectExistingUserKeys } from './group-members-repository.ts'

// What requests say of a group's users and roles: lists of keys, checked before anything is written, so that one bad key
// refuses the whole request.

/** The keys as they are stored, each once; null and absent are none. */
export const givenKeys = (keys: readonly string[] | null | undefined): string[] => [
  ...new Set((keys ?? []).map(normalKey)),
]

/**
 * Refuses a key that stands in both lists: there is no telling which of the two is meant.
 * @throws Problem added_and_removed
 */
export function requireDisjoint(field: string, toAdd: readonly string[], toRemove: readonly string[]): void {
  const both = toAdd.filter((key) => toRemove.includes(key))
  if (both.length === 0) return
  throw new Problem('added_and_removed', `${both.join(', ')} stands in both ${field}ToAdd and ${field}ToRemove.`)
}

/** @throws Problem group_user_unknown */
export async function requireUsers(
  db: Db,
  organizationKey: string,
  field: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  const known = new Set(await selectExistingUserKeys(db, organizationKey, keys))
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Problem('group_user_unknown', `${field}: there is no user ${unknown.join(', ')}.`)
}

/**
 * The roles must exist and belong to the group's environment.
 * @throws Problem group_role_unknown, group_role_elsewhere
 */
export async function requireRoles(
  db: Db,
  organizationKey: string,
  { field, keys, environmentKey }: { field: string; keys: readonly string[]; environmentKey: string },
): Promise<void> {
  if (keys.length === 0) return
  const known = await getApplicationRoles({ db }, organizationKey, keys)
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0) {
    throw new Problem('group_role_unknown', `${field}: there is no application role ${unknown.join(', ')}.`)
  }
  const elsewhere = keys.filter((key) => known.get(key)?.environmentKey !== environmentKey)
  if (elsewhere.length === 0) return
  const named = elsewhere.map((key) => `${known.get(key)?.name} (${key})`).join(', ')
  throw new Problem(
    'group_role_elsewhere',
    `${field}: ${named} does not belong to the environment of the group (${environmentKey}).`,
  )
}
