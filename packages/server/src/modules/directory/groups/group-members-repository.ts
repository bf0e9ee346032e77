import { countInSlices } from '../../../db/count-in-slices.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

interface GroupMembership {
  groupKey: string
  userKey: string
  membershipType: MembershipType
}

export async function insertGroupMembers(
  db: Db,
  organizationKey: string,
  memberships: readonly GroupMembership[],
  createdAt: string,
): Promise<void> {
  await insertRows(db, 'group_users', rowsOf(organizationKey, memberships, createdAt))
}

const rowsOf = (organizationKey: string, memberships: readonly GroupMembership[], createdAt: string) =>
  memberships.map(({ groupKey, userKey, membershipType }) => ({
    organization_key: organizationKey,
    group_key: groupKey,
    user_key: userKey,
    membership_type: membershipType,
    created_at: createdAt,
  }))

/** Assigns users that are not assigned yet. @returns the keys of these */
export async function insertMissingAssignedMembers(
  db: Db,
  organizationKey: string,
  groupKey: string,
  userKeys: readonly string[],
  createdAt: string,
): Promise<string[]> {
  if (userKeys.length === 0) return []
  const memberships = userKeys.map((userKey) => ({ groupKey, userKey, membershipType: 'Assigned' as const }))
  const rows = await db
    .insertInto('group_users')
    .values(rowsOf(organizationKey, memberships, createdAt))
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'group_key', 'user_key', 'membership_type']).doNothing(),
    )
    .returning('user_key')
    .execute()
  return rows.map(({ user_key }) => user_key).sort()
}

/** Deletes assignments. Memberships by a claim stay. @returns the keys of those who were assigned */
export async function deleteAssignedMembers(
  db: Db,
  organizationKey: string,
  groupKey: string,
  userKeys: readonly string[],
): Promise<string[]> {
  if (userKeys.length === 0) return []
  const rows = await db
    .deleteFrom('group_users')
    .where('organization_key', '=', organizationKey)
    .where('group_key', '=', groupKey)
    .where('user_key', 'in', userKeys)
    .where('membership_type', '=', 'Assigned')
    .returning('user_key')
    .execute()
  return rows.map(({ user_key }) => user_key).sort()
}

/** How the users belong to the groups: the types of each membership in order, Assigned first. */
export async function selectMemberships(
  db: Db,
  organizationKey: string,
  groupKeys: readonly string[],
  userKeys: readonly string[],
): Promise<GroupMembership[]> {
  const rows = await db
    .selectFrom('group_users')
    .select(['group_key', 'user_key', 'membership_type'])
    .where('organization_key', '=', organizationKey)
    .where('group_key', 'in', groupKeys)
    .where('user_key', 'in', userKeys)
    .orderBy('membership_type')
    .execute()
  return rows.map((row) => ({
    groupKey: row.group_key,
    userKey: row.user_key,
    membershipType: row.membership_type,
  }))
}

/** How many users belong to the group, in either way */
export const countGroupMembers = (db: Db, organizationKey: string, groupKey: string): Promise<number> =>
  countInSlices(({ after, limit }) => {
    let users = db
      .selectFrom('group_users')
      .select('user_key as key')
      .where('organization_key', '=', organizationKey)
      .where('group_key', '=', groupKey)
    if (after !== undefined) users = users.where('user_key', '>', after)
    return users.orderBy('user_key').limit(limit).execute()
  })

/** The groups of one user, by name: of one environment, or of all where it is null. */
export const selectGroupsOfUser = (
  db: Db,
  organizationKey: string,
  userKey: string,
  environmentKey: string | null,
): Promise<{ key: string; name: string }[]> =>
  runCompiled(db, 'groups of a user', { organizationKey, userKey, environmentKey }, (values) => {
    const memberships = db
      .selectFrom('group_users')
      .select('group_key')
      .where('organization_key', '=', values.organizationKey)
      .where('user_key', '=', values.userKey)
    const groups = db
      .selectFrom('groups')
      .select(['key', 'name'])
      .where('organization_key', '=', values.organizationKey)
      .where('key', 'in', memberships)
      .orderBy('name_folded')
      .orderBy('key')
    return values.environmentKey === null ? groups : groups.where('environment_key', '=', values.environmentKey)
  })

/** Those of the users who belong to one of the groups */
export async function selectMembersAmong(
  db: Db,
  organizationKey: string,
  groupKeys: readonly string[],
  userKeys: readonly string[],
): Promise<Set<string>> {
  const rows = await runCompiled(db, 'members among', { organizationKey, groupKeys, userKeys }, (values) =>
    db
      .selectFrom('group_users')
      .select('user_key')
      .distinct()
      .where('organization_key', '=', values.organizationKey)
      .where('group_key', 'in', values.groupKeys)
      .where('user_key', 'in', values.userKeys),
  )
  return new Set(rows.map(({ user_key }) => user_key))
}
