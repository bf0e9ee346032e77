import { sql } from 'kysely'
import { fieldEnd, packedRows, packedText } from '../../../db/packed-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import {
  matchingRoles,
  selectEnvironmentKeysIn,
} from '../../applications/application-roles/application-role-conditions.ts'
import { isUnconditional, type RoleCondition } from '../../applications/application-roles/role-condition.ts'
import type { RoleHolders, UserConditions } from '../user-index/user-conditions.ts'
import { statuses } from '../user-index/user-facts.ts'
import { userIndexesOf } from '../user-index/user-indexes.ts'
import { groupsWithRole } from './role-assignments-conditions.ts'
import type { SortedPage, UserSelection } from './user-selection.ts'

/** How far tables are soon walked while there is no index */
const shallow = 10_000

/**
 * The keys of a page and the total, by the index of the organization's users; without a page, the total alone. Undefined
 * where the tables answer.
 * @throws ReadNotReady
 */
export async function findInIndex(
  db: Db,
  selection: UserSelection,
  page?: SortedPage,
): Promise<{ keys: string[]; total: number } | undefined> {
  const indexes = userIndexesOf(db)
  if (!indexes) return undefined
  try {
    // Before the index, which is asked as soon as it is found: it may change at the next moment.
    const prepared = indexes.has(selection.organizationKey) ? await userConditions(db, selection) : undefined
    const index = await indexes.find(db, selection.organizationKey)
    if (!index) return undefined
    if (!prepared) throw new ReadNotReady('the index of the users is ready only now')
    if (!page) return { keys: [], total: index.count(prepared) }
    const { sort, offset, limit } = page
    const field = sort.field === 'lastLoginAt' ? 'lastLogin' : sort.field
    return index.find(prepared, field, { offset, limit, descending: sort.descending })
  } catch (error) {
    if (error instanceof ReadNotReady && isQuick(selection, page)) return undefined
    throw error
  }
}

/**
 * Whether tables answer sooner than an index that is to be built: looking through a million users for a status or a domain
 * takes about a second, and looking up the users of some keys no time.
 */
function isQuick(selection: UserSelection, page?: { offset: number }): boolean {
  if (selection.keys) return true
  const { organizationKey: _, now: _now, status: _status, emailDomains: _domains, ...others } = selection
  if ((page?.offset ?? 0) > shallow) return false
  // Tables begin after a key as quickly as at the first one.
  const { isMember: _member, organizationRoleKey: _role, afterKey: _after, ...costly } = others
  return Object.values(costly).every((condition) => condition === undefined)
}

/** The selection with the keys of the roles, groups and environments that it asks for, as they are at this moment */
async function userConditions(db: Db, selection: UserSelection): Promise<UserConditions> {
  const { organizationKey, visible, role, group, status } = selection
  const { loggedInEnvironmentKeys, loggedInPortfolios } = selection
  const loggedIn: (readonly string[])[] = []
  if (loggedInEnvironmentKeys) loggedIn.push(loggedInEnvironmentKeys)
  if (loggedInPortfolios) loggedIn.push(await environmentKeys(db, organizationKey, loggedInPortfolios))
  const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text))
  return {
    now: selection.now,
    keys: selection.keys,
    status: status && statuses.indexOf(status),
    emailDomains: selection.emailDomains?.map(packedText),
    lastLoginSince: time(selection.lastLoginSince),
    lastLoginTo: time(selection.lastLoginTo),
    dormantSince: time(selection.dormantSince),
    afterKey: selection.afterKey,
    nameOrEmail: packedTexts(selection.nameOrEmailContains),
    nameOrEmailOrUsername: packedTexts(selection.nameOrEmailOrUsernameContains),
    isMember: selection.isMember === true,
    organizationRoleKey: selection.organizationRoleKey,
    role: role && (await holders(db, organizationKey, role)),
    group: group && { key: group.key, membershipType: group.membershipType },
    loggedIn,
    visible: visible && { ...visible, roles: await holders(db, organizationKey, visible.roles) },
    groupsWithRoles: visible?.withoutRoles ? (await holders(db, organizationKey, {})).groupKeys : [],
  }
}

const packedTexts = (text: UserSelection['nameOrEmailContains']) =>
  text && { inName: packedText(text.inName), inEmail: packedText(text.inEmail) }

async function holders(db: Db, organizationKey: string, condition: RoleCondition): Promise<RoleHolders> {
  const groups = groupsWithRole(db, organizationKey, condition).distinct()
  const roles = isUnconditional(condition) ? null : matchingRoles(db, organizationKey, condition).select('r.key')
  return {
    roleKeys: roles && keysOf(await packedRows(db, sql`${roles}`, ['key'])),
    groupKeys: keysOf(await packedRows(db, sql`${groups}`, ['group_key'])),
  }
}

async function environmentKeys(
  db: Db,
  organizationKey: string,
  { keys, environmentKeys }: NonNullable<UserSelection['loggedInPortfolios']>,
): Promise<string[]> {
  const found = await selectEnvironmentKeysIn(db, organizationKey, keys)
  return found.filter((key) => !environmentKeys || environmentKeys.includes(key))
}

const keysOf = (packed: string): string[] => packed.split(fieldEnd).slice(0, -1)
