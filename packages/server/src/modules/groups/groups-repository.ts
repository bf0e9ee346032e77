import { insertRows } from '../../db/bulk-insert.ts'
import { fold } from '../../db/codecs.ts'
import type { MembershipType } from '../../db/schema.ts'
import type { Db } from '../../db/transaction.ts'

export interface Group {
  key: string
  environmentKey: string
  name: string
  description: string | null
}

export interface GroupMembership {
  groupKey: string
  userKey: string
  membershipType: MembershipType
}

export interface GroupRole {
  groupKey: string
  applicationRoleKey: string
}

export async function insertGroups(
  trx: Db,
  organizationKey: string,
  groups: readonly Group[],
  createdAt: string,
): Promise<void> {
  const rows = groups.map(({ key, environmentKey, name, description }) => ({
    organization_key: organizationKey,
    key,
    environment_key: environmentKey,
    name,
    name_folded: fold(name),
    description,
    created_at: createdAt,
    updated_at: createdAt,
  }))
  await insertRows(trx, 'groups', rows)
}

export async function insertGroupUsers(
  trx: Db,
  organizationKey: string,
  memberships: readonly GroupMembership[],
  createdAt: string,
): Promise<void> {
  const rows = memberships.map(({ groupKey, userKey, membershipType }) => ({
    organization_key: organizationKey,
    group_key: groupKey,
    user_key: userKey,
    membership_type: membershipType,
    created_at: createdAt,
  }))
  await insertRows(trx, 'group_users', rows)
}

export async function insertGroupApplicationRoles(
  trx: Db,
  organizationKey: string,
  roles: readonly GroupRole[],
  createdAt: string,
): Promise<void> {
  const rows = roles.map(({ groupKey, applicationRoleKey }) => ({
    organization_key: organizationKey,
    group_key: groupKey,
    application_role_key: applicationRoleKey,
    created_at: createdAt,
  }))
  await insertRows(trx, 'group_application_roles', rows)
}
