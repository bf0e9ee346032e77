import type { NumberedNames } from './numbered-names.ts'
import type { SoughtText } from './searched-text.ts'
import type { TimedRole } from './user-facts.ts'

/** Application roles, and the groups that have one of them: whom they are given to */
export interface RoleHolders {
  /** Null: every role, and its holders are all who have a direct grant */
  roleKeys: readonly string[] | null
  groupKeys: readonly string[]
}

/** A selection of users with the keys of everything that users may be linked to. Texts are as `packedText` makes them. */
export interface UserConditions {
  now: string
  keys: readonly string[] | undefined
  status: number | undefined
  emailDomains: readonly string[] | undefined
  /** Milliseconds since 1970 */
  lastLoginSince: number | undefined
  lastLoginTo: number | undefined
  /** Active, last signed in before then, or never, and created before then */
  dormantSince: number | undefined
  afterKey: string | undefined
  nameOrEmail: SoughtText | undefined
  nameOrEmailOrUsername: SoughtText | undefined
  isMember: boolean
  organizationRoleKey: string | undefined
  role: RoleHolders | undefined
  group: { key: string; membershipType: 'Assigned' | 'Mapped' | undefined } | undefined
  /** Signed in to one of each list */
  loggedIn: (readonly string[])[]
  visible: { members: boolean; withoutRoles: boolean; roles: RoleHolders } | undefined
  /** Groups that have any role at all: only where users without roles are asked for */
  groupsWithRoles: readonly string[]
}

// What a user's links say, together: one bit for each condition.
const hasRole = 1
const hasVisibleRole = 2
const hasAnyRole = 4
const isMember = 8
const hasOrganizationRole = 16
const inGroup = 32
const loggedInFirst = 64
const loggedInSecond = 128

/** Conditions on what users are linked to, ready to be asked of a million: a table of bits, and one of answers. */
export interface LinkConditions {
  /** The bits of each link, by its number */
  bits: Uint8Array
  bitsOfTimed(role: TimedRole): number
  /** 1 where a user whose links have these bits fulfils all */
  answers: Uint8Array
}

/** Undefined where nothing is asked of links */
export function linkConditions(links: NumberedNames, conditions: UserConditions): LinkConditions | undefined {
  const { role, group, visible, organizationRoleKey, loggedIn, now } = conditions
  if (!role && !group && !visible && !organizationRoleKey && !conditions.isMember && loggedIn.length === 0)
    return undefined
  const bits = new Uint8Array(links.size)
  const add = (kind: string, keys: readonly string[], bit: number): void => {
    for (const key of keys) {
      const number = links.find(kind + key)
      if (number !== undefined) bits[number] = (bits[number] as number) | bit
    }
  }
  const addAll = (kind: string, bit: number): void => {
    for (const [number, name] of links.names().entries())
      if (name.startsWith(kind)) bits[number] = (bits[number] as number) | bit
  }
  const addHolders = ({ roleKeys, groupKeys }: RoleHolders, bit: number): void => {
    if (roleKeys === null) addAll('R', bit)
    else add('R', roleKeys, bit)
    add('A', groupKeys, bit)
    add('M', groupKeys, bit)
  }
  if (role) addHolders(role, hasRole)
  if (visible) {
    addHolders(visible.roles, hasVisibleRole)
    if (visible.withoutRoles) addHolders({ roleKeys: null, groupKeys: conditions.groupsWithRoles }, hasAnyRole)
  }
  if (conditions.isMember || visible) addAll('O', isMember)
  if (organizationRoleKey) add('O', [organizationRoleKey], hasOrganizationRole)
  if (group?.membershipType !== 'Mapped' && group) add('A', [group.key], inGroup)
  if (group?.membershipType !== 'Assigned' && group) add('M', [group.key], inGroup)
  add('E', loggedIn[0] ?? [], loggedInFirst)
  add('E', loggedIn[1] ?? [], loggedInSecond)

  const required =
    (role ? hasRole : 0) |
    (conditions.isMember ? isMember : 0) |
    (organizationRoleKey ? hasOrganizationRole : 0) |
    (group ? inGroup : 0) |
    (loggedIn[0] ? loggedInFirst : 0) |
    (loggedIn[1] ? loggedInSecond : 0)
  const isVisible = (has: number): boolean =>
    !visible ||
    (has & hasVisibleRole) !== 0 ||
    (visible.members && (has & isMember) !== 0) ||
    (visible.withoutRoles && (has & (isMember | hasAnyRole)) === 0)
  return {
    bits,
    bitsOfTimed({ role, start, end }) {
      if ((start !== null && start > now) || (end !== null && end <= now)) return 0
      return isMember | (role === `O${organizationRoleKey}` ? hasOrganizationRole : 0)
    },
    answers: Uint8Array.from({ length: 256 }, (_, has) => Number((has & required) === required && isVisible(has))),
  }
}
