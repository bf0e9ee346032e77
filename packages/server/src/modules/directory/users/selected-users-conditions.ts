import { type ExpressionBuilder, sql } from 'kysely'
import { isAmong } from '../../../db/is-among.ts'
import { nilKey } from '../../../db/keys.ts'
import { contains } from '../../../db/like.ts'
import type { UserTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { isUnconditional, type RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { heldOrganizationRoles } from '../../members/organization-roles/held-organization-roles-conditions.ts'
import { directAssignments, groupAssignments, usersWithRole } from './role-assignments-conditions.ts'
import type { UserSelection } from './user-selection.ts'
import type { UserVisibility } from './user-visibility.ts'

type Users = ReturnType<typeof usersOf>

const usersOf = (db: Db, organizationKey: string) =>
  db.selectFrom('users as u').where('u.organization_key', '=', organizationKey)

/** The users (as `u`) that were selected, for other queries to count or to page through. */
export function selectedUsers(db: Db, selection: UserSelection): Users {
  const { organizationKey, now, visible, keys, status, emailDomains, isMember, role, group } = selection
  const { organizationRoleKey, dormantSince, afterKey } = selection
  let users = usersOf(db, organizationKey)
  if (visible) users = whereVisible(db, users, selection, visible)
  if (keys) users = users.where('u.key', 'in', keys)
  if (afterKey) users = users.where('u.key', '>', afterKey)
  if (dormantSince) users = whereDormant(users, dormantSince)
  if (status) users = users.where('u.status', '=', status)
  if (emailDomains) users = users.where('u.email_domain', 'in', emailDomains)
  if (isMember) users = users.where('u.key', 'in', members(db, organizationKey, now))
  if (organizationRoleKey) {
    const holders = members(db, organizationKey, now).where('o.organization_role_key', '=', organizationRoleKey)
    users = users.where('u.key', 'in', holders)
  }
  if (role) users = whereHasRole(db, users, organizationKey, role)
  if (group) users = users.where('u.key', 'in', groupMembers(db, organizationKey, group).select('gm.user_key'))
  return whereLoggedIn(db, whereNamed(db, users, selection), selection)
}

/** Who can sign in, and does not: who never has counts from when they were created. */
const whereDormant = (users: Users, since: string): Users =>
  users
    .where('u.status', '=', 'Active')
    .where((eb) =>
      eb.or([
        eb('u.last_login_at', '<', since),
        eb.and([eb('u.last_login_at', 'is', null), eb('u.created_at', '<', since)]),
      ]),
    )

/**
 * Any role at all: where most users have one, listing the holders takes ten times as long as checking each user of the page.
 * Where few do, listing would be faster, but by less. Of certain roles there are fewer holders, and they are listed.
 */
function whereHasRole(db: Db, users: Users, organizationKey: string, role: RoleCondition): Users {
  if (!isUnconditional(role)) return users.where('u.key', 'in', usersWithRole(db, organizationKey, role))
  return users.where((eb) => hasRole(db, eb, organizationKey, role))
}

type Condition = ExpressionBuilder<{ u: UserTable }, 'u'>

/** Looked up for each user, in the indexes that begin with the user */
function hasRole(db: Db, eb: Condition, organizationKey: string, role: RoleCondition) {
  const user = sql.ref<string>('u.key')
  const direct = directAssignments(db, organizationKey, role).where('d.user_key', '=', user)
  const inherited = groupAssignments(db, organizationKey, role).where('m.user_key', '=', user)
  const one = sql.lit(1).as('one')
  return eb.or([eb.exists(direct.select(one)), eb.exists(inherited.select(one))])
}

const members = (db: Db, organizationKey: string, now: string) =>
  heldOrganizationRoles(db, organizationKey, now).select('o.user_key')

/**
 * The keys of the users who were selected, where a group or certain roles alone select them: counting them needs no
 * other table. A user may come more than once.
 */
export function linkedUserKeys(db: Db, { organizationKey, now: _, group, role, ...others }: UserSelection) {
  if (Object.values(others).some((condition) => condition !== undefined)) return undefined
  if (group && !role) return groupMembers(db, organizationKey, group).select('gm.user_key')
  return role && !group && !isUnconditional(role) ? usersWithRole(db, organizationKey, role) : undefined
}

function groupMembers(db: Db, organizationKey: string, { key, membershipType }: NonNullable<UserSelection['group']>) {
  const memberships = db
    .selectFrom('group_users as gm')
    .where('gm.organization_key', '=', organizationKey)
    .where('gm.group_key', '=', key)
  return membershipType ? memberships.where('gm.membership_type', '=', membershipType) : memberships
}

/** For users who are named by their keys, nothing is listed that all users have to be looked through for. */
function whereVisible(
  db: Db,
  users: Users,
  { organizationKey, now, keys }: UserSelection,
  visible: UserVisibility,
): Users {
  return users.where((eb) =>
    eb.or([
      keys
        ? hasRole(db, eb, organizationKey, visible.roles)
        : eb('u.key', 'in', usersWithRole(db, organizationKey, visible.roles)),
      ...(visible.members ? [eb('u.key', 'in', members(db, organizationKey, now))] : []),
      ...(visible.withoutRoles ? [withoutRoles(db, eb, organizationKey, now)] : []),
    ]),
  )
}

function withoutRoles(db: Db, eb: Condition, organizationKey: string, now: string) {
  const held = heldOrganizationRoles(db, organizationKey, now).where('o.user_key', '=', sql.ref<string>('u.key'))
  return eb.and([eb.not(eb.exists(held.select(sql.lit(1).as('one')))), eb.not(hasRole(db, eb, organizationKey, {}))])
}

function whereNamed(db: Db, users: Users, selection: UserSelection): Users {
  const { nameOrEmailContains: text, nameOrEmailOrUsernameContains: textOrUsername } = selection
  let named = users
  if (text)
    named = named.where((eb) =>
      eb.or([contains('u.name_folded', text.inName), contains('u.email_folded', text.inEmail)]),
    )
  if (textOrUsername) {
    const usernames = db
      .selectFrom('user_identities as i')
      .select('i.user_key')
      .where('i.organization_key', '=', selection.organizationKey)
      // As in counting: SQLite walks the table itself then, not an index from which it looks each name up.
      .where('i.user_key', '>', nilKey)
      .where(contains('i.username_folded', textOrUsername.inEmail))
    named = named.where((eb) =>
      eb.or([
        contains('u.name_folded', textOrUsername.inName),
        contains('u.email_folded', textOrUsername.inEmail),
        eb('u.key', 'in', usernames),
      ]),
    )
  }
  return named
}

function whereLoggedIn(db: Db, users: Users, selection: UserSelection): Users {
  const { organizationKey, lastLoginSince, lastLoginTo } = selection
  const { loggedInEnvironmentKeys: environmentKeys, loggedInPortfolios: portfolios } = selection
  const logins = db
    .selectFrom('user_logins as l')
    .select('l.user_key')
    .where('l.organization_key', '=', organizationKey)
  let selected = users
  if (lastLoginSince) selected = selected.where('u.last_login_at', '>=', lastLoginSince)
  if (lastLoginTo) selected = selected.where('u.last_login_at', '<=', lastLoginTo)
  if (environmentKeys)
    selected = selected.where('u.key', 'in', logins.where(isAmong(db, 'l.environment_key', environmentKeys)))
  if (portfolios) {
    let environments = db
      .selectFrom('environments as le')
      .select('le.key')
      .where('le.organization_key', '=', organizationKey)
      .where('le.portfolio_key', 'in', portfolios.keys)
    if (portfolios.environmentKeys) environments = environments.where(isAmong(db, 'le.key', portfolios.environmentKeys))
    selected = selected.where('u.key', 'in', logins.where('l.environment_key', 'in', environments))
  }
  return selected
}
