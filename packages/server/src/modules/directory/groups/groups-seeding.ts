import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { insertGroupApplicationRoles } from './group-application-roles-repository.ts'
import { insertGroupUsers } from './group-members-repository.ts'
import { type Group, insertGroups } from './groups-repository.ts'

export type { Group }

export interface NewGroup {
  environmentKey: string
  name: string
  description?: string | null
  /** Of the group's environment */
  applicationRoleKeys: readonly string[]
  members: readonly { userKey: string; membershipType: MembershipType }[]
}

/** Adds groups with their roles and members. @returns the groups, in the same order */
export async function createGroups(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  groups: readonly NewGroup[],
): Promise<Group[]> {
  const now = clock.now()
  const created = groups.map(({ environmentKey, name, description = null, ...links }) => ({
    group: { key: newKey(now), environmentKey, name, description },
    ...links,
  }))
  const roles = created.flatMap(({ group, applicationRoleKeys }) =>
    applicationRoleKeys.map((applicationRoleKey) => ({ groupKey: group.key, applicationRoleKey })),
  )
  const members = created.flatMap(({ group, members }) => members.map((member) => ({ groupKey: group.key, ...member })))
  const result = created.map(({ group }) => group)
  await insertGroups(trx, organizationKey, result, toTimestamp(now))
  await insertGroupApplicationRoles(trx, organizationKey, roles, toTimestamp(now))
  await insertGroupUsers(trx, organizationKey, members, toTimestamp(now))
  return result
}
