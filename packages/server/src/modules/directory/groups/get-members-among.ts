import type { Parts } from '../../../db/parts.ts'
import { selectMembersAmong } from './group-members-repository.ts'

/** Those of the users who belong to one of the groups at least. It asks for no permission: it shows nothing of the groups. */
export const getMembersAmong = async (
  { db }: Parts,
  organizationKey: string,
  groupKeys: readonly string[],
  userKeys: readonly string[],
): Promise<ReadonlySet<string>> =>
  groupKeys.length === 0 || userKeys.length === 0
    ? new Set()
    : selectMembersAmong(db, organizationKey, groupKeys, userKeys)
