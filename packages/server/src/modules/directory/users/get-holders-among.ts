import type { Parts } from '../../../db/parts.ts'
import { selectHeldRoles } from './role-assignments-repository.ts'

/** Those of the users who have one of the roles at least. It asks for no permission: it shows nothing of the roles. */
export async function getHoldersAmong(
  { db }: Parts,
  organizationKey: string,
  applicationRoleKeys: readonly string[],
  userKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (applicationRoleKeys.length === 0 || userKeys.length === 0) return new Set()
  const held = await selectHeldRoles(db, organizationKey, userKeys, { keys: applicationRoleKeys })
  return new Set(held.map(({ userKey }) => userKey))
}
