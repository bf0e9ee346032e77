import { sql } from 'kysely'
import { deleteMemberships } from '../../../db/delete-in-slices.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

/** One way in which a user belongs to a group */
export interface UserMembership {
  key: string
  name: string
  environmentKey: string
  environmentName: string
  membershipType: MembershipType
}

/** Every membership of a user, by the group's name: a group comes twice where the user is assigned and mapped. */
export function selectMembershipsOfUser(db: Db, organizationKey: string, userKey: string): Promise<UserMembership[]> {
  return db
    .selectFrom('group_users as m')
    .innerJoin('groups as g', (join) =>
      join.onRef('g.organization_key', '=', 'm.organization_key').onRef('g.key', '=', 'm.group_key'),
    )
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'g.organization_key').onRef('e.key', '=', 'g.environment_key'),
    )
    .select(['g.key', 'g.name', 'g.environment_key as environmentKey', 'e.name as environmentName'])
    .select('m.membership_type as membershipType')
    .where('m.organization_key', '=', organizationKey)
    .where('m.user_key', '=', userKey)
    .orderBy('g.name_folded')
    .orderBy('g.key')
    .orderBy('m.membership_type')
    .execute()
}

/** All memberships of a user, of which there may be very many, and what identity providers have said of them */
export async function deleteMembershipsOfUser(db: Db, organizationKey: string, userKey: string): Promise<void> {
  await deleteMemberships(db, sql<boolean>`organization_key = ${organizationKey} and user_key = ${userKey}`)
  await db
    .deleteFrom('user_mapped_groups')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .execute()
}
