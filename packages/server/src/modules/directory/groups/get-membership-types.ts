import type { Parts } from '../../../db/parts.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import { selectMemberships } from './group-members-repository.ts'

/** How the users belong to the groups, Assigned first: a function to ask for a group and a user. */
export async function getMembershipTypes(
  { db }: Parts,
  organizationKey: string,
  { groupKeys, userKeys }: { groupKeys: readonly string[]; userKeys: readonly string[] },
): Promise<(groupKey: string, userKey: string) => MembershipType[]> {
  const found =
    groupKeys.length > 0 && userKeys.length > 0 ? await selectMemberships(db, organizationKey, groupKeys, userKeys) : []
  const types = Map.groupBy(found, ({ groupKey, userKey }) => `${groupKey} ${userKey}`)
  return (groupKey, userKey) => (types.get(`${groupKey} ${userKey}`) ?? []).map(({ membershipType }) => membershipType)
}
