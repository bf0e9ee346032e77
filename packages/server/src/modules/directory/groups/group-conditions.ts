import { containsPattern } from '../../../db/folded-columns.ts'
import { isAmong } from '../../../db/is-among.ts'
import { like } from '../../../db/like.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { environmentsIn, matchingRoles } from '../../applications/application-roles/application-role-conditions.ts'

/** Selects the groups that fulfil all conditions that are there. Several values of one mean any of them. */
export interface GroupCondition {
  keys?: readonly string[]
  /** An empty list: no group at all */
  environmentKeys?: readonly string[]
  portfolioKeys?: readonly string[]
  nameContains?: string
  /** It has a claim mapping of this provider. */
  identityProviderKey?: string
  /** It has an application role of this asset. */
  assetKey?: string
  /** This user belongs to it, in this way. */
  member?: { userKey: string; membershipType?: MembershipType }
}

/** The groups (as `g`) that fulfil the condition. */
export function matchingGroups(db: Db, organizationKey: string, condition: GroupCondition) {
  const { keys, environmentKeys, portfolioKeys, nameContains, identityProviderKey } = condition
  let groups = db.selectFrom('groups as g').where('g.organization_key', '=', organizationKey)
  if (keys) groups = groups.where('g.key', 'in', keys)
  if (environmentKeys) groups = groups.where(isAmong(db, 'g.environment_key', environmentKeys))
  if (portfolioKeys) {
    groups = groups.where('g.environment_key', 'in', environmentsIn(db, organizationKey, portfolioKeys))
  }
  if (nameContains !== undefined) groups = groups.where(like('g.name_folded', containsPattern(nameContains)))
  if (identityProviderKey) {
    const mapped = db
      .selectFrom('group_claim_mappings as cm')
      .select('cm.group_key')
      .where('cm.organization_key', '=', organizationKey)
      .where('cm.identity_provider_key', '=', identityProviderKey)
    groups = groups.where('g.key', 'in', mapped)
  }
  return whereLinked(db, groups, organizationKey, condition)
}

type Groups = ReturnType<typeof groupsOf>
const groupsOf = (db: Db) => db.selectFrom('groups as g')

function whereLinked(db: Db, groups: Groups, organizationKey: string, { assetKey, member }: GroupCondition): Groups {
  let linked = groups
  if (assetKey) linked = linked.where('g.key', 'in', groupsWithAsset(db, organizationKey, assetKey))
  if (member) linked = linked.where('g.key', 'in', groupsOfMember(db, organizationKey, member))
  return linked
}

/** The groups that have an application role of the asset */
export const groupsWithAsset = (db: Db, organizationKey: string, assetKey: string) =>
  db
    .selectFrom('group_application_roles as gr')
    .select('gr.group_key')
    .where('gr.organization_key', '=', organizationKey)
    .where(
      'gr.application_role_key',
      'in',
      matchingRoles(db, organizationKey, { assetKeys: [assetKey] }).select('r.key'),
    )

/** The groups to which the user belongs in this way */
export function groupsOfMember(
  db: Db,
  organizationKey: string,
  { userKey, membershipType }: NonNullable<GroupCondition['member']>,
) {
  const memberships = db
    .selectFrom('group_users as gu')
    .select('gu.group_key')
    .where('gu.organization_key', '=', organizationKey)
    .where('gu.user_key', '=', userKey)
  return membershipType ? memberships.where('gu.membership_type', '=', membershipType) : memberships
}
