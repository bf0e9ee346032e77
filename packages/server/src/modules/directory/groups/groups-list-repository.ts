import { sql } from 'kysely'
import { like } from '../../../db/like.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import { environmentsIn, matchingRoles } from '../../applications/application-roles/application-role-conditions.ts'
import type { Group } from './group.ts'

/** Selects the groups that fulfil all conditions that are there. Several values of one mean any of them. */
export interface GroupCondition {
  keys?: readonly string[]
  /** An empty list: no group at all */
  environmentKeys?: readonly string[]
  portfolioKeys?: readonly string[]
  namePattern?: string
  /** It has a claim mapping of this provider. */
  identityProviderKey?: string
  /** It has an application role of this asset. */
  assetKey?: string
  /** This user belongs to it, in this way. */
  member?: { userKey: string; membershipType?: MembershipType }
}

interface ListedGroup extends Group {
  /** The portfolio of its environment */
  portfolioKey: string
  updatedAt: string
}

/** The groups (as `g`) that fulfil the condition. */
function matchingGroups(db: Db, organizationKey: string, condition: GroupCondition) {
  const { keys, environmentKeys, portfolioKeys, namePattern, identityProviderKey } = condition
  let groups = db.selectFrom('groups as g').where('g.organization_key', '=', organizationKey)
  if (keys) groups = groups.where('g.key', 'in', keys)
  if (environmentKeys?.length === 0) groups = groups.where(sql<boolean>`1 = 0`)
  else if (environmentKeys) groups = groups.where('g.environment_key', 'in', environmentKeys)
  if (portfolioKeys) {
    groups = groups.where('g.environment_key', 'in', environmentsIn(db, organizationKey, portfolioKeys))
  }
  if (namePattern) groups = groups.where(like('g.name_folded', namePattern))
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
  if (assetKey) {
    const withRole = db
      .selectFrom('group_application_roles as gr')
      .select('gr.group_key')
      .where('gr.organization_key', '=', organizationKey)
      .where(
        'gr.application_role_key',
        'in',
        matchingRoles(db, organizationKey, { assetKeys: [assetKey] }).select('r.key'),
      )
    linked = linked.where('g.key', 'in', withRole)
  }
  if (member) {
    let memberships = db
      .selectFrom('group_users as gu')
      .select('gu.group_key')
      .where('gu.organization_key', '=', organizationKey)
      .where('gu.user_key', '=', member.userKey)
    if (member.membershipType) memberships = memberships.where('gu.membership_type', '=', member.membershipType)
    linked = linked.where('g.key', 'in', memberships)
  }
  return linked
}

/** A page of groups by name, and how many there are in all. */
export async function selectGroups(
  db: Db,
  organizationKey: string,
  condition: GroupCondition,
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<ListedGroup>> {
  const matching = matchingGroups(db, organizationKey, condition)
  const keysInOrder = (isReversed: boolean) => {
    const direction = isReversed ? 'desc' : 'asc'
    return matching.select('g.key').orderBy('g.name_folded', direction).orderBy('g.key', direction)
  }
  const selection = {
    keys: keysInOrder,
    count: () => matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: condition.namePattern !== undefined,
  }
  const { keys, total } = await selectPageKeys(selection, { limit, offset })
  if (keys.length === 0) return { rows: [], total }
  const found = await db
    .selectFrom('groups as g')
    .innerJoin('environments as e', (join) =>
      join.onRef('e.organization_key', '=', 'g.organization_key').onRef('e.key', '=', 'g.environment_key'),
    )
    .select(['g.key', 'g.name', 'g.description', 'g.environment_key as environmentKey'])
    .select(['e.portfolio_key as portfolioKey', 'g.updated_at as updatedAt'])
    .where('g.organization_key', '=', organizationKey)
    .where('g.key', 'in', keys)
    .execute()
  return { rows: inOrderOfKeys(keys, found), total }
}
