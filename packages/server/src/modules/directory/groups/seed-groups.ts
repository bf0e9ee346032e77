import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Group } from './group.ts'
import { insertGroupApplicationRoles } from './group-application-roles-repository.ts'
import { insertGroupMembers } from './group-members-repository.ts'
import { insertGroups } from './groups-repository.ts'

export interface NewGroup {
  environmentKey: string
  name: string
  description?: string | null
  /** Of the group's environment */
  applicationRoleKeys: readonly string[]
  members: readonly { userKey: string; membershipType: MembershipType }[]
}

/** Adds groups with their roles and members, without entries in the audit trail. @returns the groups, in the same order */
export function seedGroups(
  parts: Parts<'clock'>,
  organizationKey: string,
  groups: readonly NewGroup[],
): Promise<Group[]> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const created = groups.map(({ environmentKey, name, description = null, ...links }) => ({
      group: { key: newKey(now), environmentKey, name, description },
      ...links,
    }))
    const roles = created.flatMap(({ group, applicationRoleKeys }) =>
      applicationRoleKeys.map((applicationRoleKey) => ({ groupKey: group.key, applicationRoleKey })),
    )
    const members = created.flatMap(({ group, members }) =>
      members.map((member) => ({ groupKey: group.key, ...member })),
    )
    const result = created.map(({ group }) => group)
    await insertGroups(db, organizationKey, result, toTimestamp(now))
    await insertGroupApplicationRoles(db, organizationKey, roles, toTimestamp(now))
    await insertGroupMembers(db, organizationKey, members, toTimestamp(now))
    return result
  })
}
