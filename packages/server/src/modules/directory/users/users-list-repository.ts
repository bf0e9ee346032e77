import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { fromFlag, fromNullableFlag } from '../../../db/flag.ts'
import { nilKey } from '../../../db/keys.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { heldOrganizationRoles } from '../../members/organization-roles/held-organization-roles-conditions.ts'
import { directAssignments, groupAssignments } from './role-assignments-conditions.ts'
import { linkedUserKeys, selectedUsers } from './selected-users-conditions.ts'
import type { SortedPage, UserSelection, UserSort } from './user-selection.ts'
import { findInIndex } from './users-in-index-repository.ts'

export interface ListedUser {
  key: string
  name: string | null
  email: string | null
  status: UserStatus
  photoUrl: string | null
  isEmailVerified: boolean | null
  isTermsAccepted: boolean
  lastLoginAt: string | null
  hasOrganizationRoles: boolean
  /** Among the application roles that the caller sees */
  hasApplicationRoles: boolean
}

interface UserPageRequest extends SortedPage {
  /** The application roles that the caller sees */
  visibleRoles: RoleCondition
}

/** A page of users and how many there are in all, of the same moment: by the index of a large organization, or by the tables. */
export async function selectUsers(db: Db, selection: UserSelection, page: UserPageRequest): Promise<Found<ListedUser>> {
  const found = await findInIndex(db, selection, page)
  return found
    ? { rows: await usersOfPage(db, selection, page, found.keys), total: found.total }
    : select(db, selection, page)
}

export async function countSelectedUsers(db: Db, selection: UserSelection): Promise<number> {
  return (await findInIndex(db, selection))?.total ?? count(db, selection)
}

/** By the tables, in one statement */
async function select(db: Db, selection: UserSelection, page: UserPageRequest): Promise<Found<ListedUser>> {
  const { sort, ...rest } = page
  const rows = await runCompiled(db, `users ${sort.field} ${sort.descending}`, { selection, page: rest }, (values) =>
    pageQuery(db, values.selection, { ...values.page, sort }),
  )
  // Past the last page there is no row that could carry the total.
  return { rows: rows.map(fromRow), total: rows[0]?.total ?? (await count(db, selection)) }
}

async function count(db: Db, selection: UserSelection): Promise<number> {
  const rows = await runCompiled(db, 'users count', selection, (values) =>
    db.selectNoFrom(() => total(db, values).as('total')),
  )
  return rows[0]?.total ?? 0
}

/** The users with these keys, in this order */
async function usersOfPage(
  db: Db,
  { organizationKey, now }: Pick<UserSelection, 'organizationKey' | 'now'>,
  { visibleRoles }: Pick<UserPageRequest, 'visibleRoles'>,
  keys: readonly string[],
): Promise<ListedUser[]> {
  if (keys.length === 0) return []
  const rows = await runCompiled(db, 'users of a page', { organizationKey, now, visibleRoles, keys }, (values) =>
    db
      .selectFrom('users as u')
      .where('u.organization_key', '=', values.organizationKey)
      .where('u.key', 'in', values.keys)
      .select(listed(db, values.organizationKey, values)),
  )
  const users = new Map(rows.map((row) => [row.key, fromRow(row)]))
  return keys.map((key) => {
    const user = users.get(key)
    if (!user) throw new Error('the index of the users has one that the tables do not have')
    return user
  })
}

/** The keys of the users who were selected, in their order, as many as the limit allows: by the index, or by the tables */
export async function selectUserKeys(db: Db, selection: UserSelection, limit: number): Promise<string[]> {
  const page = { sort: { field: 'key', descending: false } as const, limit, offset: 0 }
  const found = await findInIndex(db, selection, page)
  if (found) return found.keys
  const users = selectedUsers(db, selection).select('u.key').orderBy('u.key').limit(limit)
  return (await users.execute()).map(({ key }) => key)
}

/** The users with these keys as lists show them, in this order */
export const selectUsersByKey = (
  db: Db,
  { organizationKey, now }: Pick<UserSelection, 'organizationKey' | 'now'>,
  visibleRoles: RoleCondition,
  keys: readonly string[],
): Promise<ListedUser[]> => usersOfPage(db, { organizationKey, now }, { visibleRoles }, keys)

/** The keys of all users who were selected: for selections of few */
export async function selectSelectedUserKeys(db: Db, selection: UserSelection): Promise<string[]> {
  const rows = await runCompiled(db, 'user keys', selection, (values) => selectedUsers(db, values).select('u.key'))
  return rows.map(({ key }) => key)
}

/**
 * The keys of the page are found first, in an index alone where the sort has one, and the users and their flags are
 * looked up for these only: what an offset skips costs almost nothing. CROSS JOIN keeps SQLite from walking all users
 * in the sort's order to look each up in the page.
 */
function pageQuery(db: Db, selection: UserSelection, { sort, limit, offset, visibleRoles }: UserPageRequest) {
  const { organizationKey, now } = selection
  const keys = sorted(selectedUsers(db, selection).select('u.key'), sort).limit(limit).offset(offset)
  const users = db
    .selectFrom(keys.as('page'))
    .crossJoin('users as u')
    .whereRef('u.key', '=', 'page.key')
    .where('u.organization_key', '=', organizationKey)
    .select(listed(db, organizationKey, { now, visibleRoles }))
    .select(total(db, selection).as('total'))
  return sorted(users, sort)
}

/** What lists show of a user (`u`) */
function listed(db: Db, organizationKey: string, { now, visibleRoles }: { now: string; visibleRoles: RoleCondition }) {
  const user = sql.ref<string>('u.key')
  const memberships = heldOrganizationRoles(db, organizationKey, now).where('o.user_key', '=', user)
  const direct = directAssignments(db, organizationKey, visibleRoles).where('d.user_key', '=', user)
  const inherited = groupAssignments(db, organizationKey, visibleRoles).where('m.user_key', '=', user)
  return [
    ...(['u.key', 'u.name', 'u.email', 'u.status', 'u.photo_url', 'u.is_email_verified'] as const),
    ...(['u.is_terms_accepted', 'u.last_login_at'] as const),
    sql<number>`case when ${isAny(memberships)} then 1 else 0 end`.as('has_organization_roles'),
    sql<number>`case when ${isAny(direct)} or ${isAny(inherited)} then 1 else 0 end`.as('has_application_roles'),
  ] as const
}

/** What `exists` says, but PostgreSQL answers that by reading the whole table once, which is no gain for one page. */
const isAny = <DB, TB extends keyof DB>(query: SelectQueryBuilder<DB, TB, object>): RawBuilder<boolean> =>
  sql`${query.select(sql.lit(1).as('one')).limit(sql.lit(1))} is not null`

const sortColumns = {
  key: 'u.key',
  name: 'u.name_folded',
  email: 'u.email_folded',
  status: 'u.status',
  lastLoginAt: 'u.last_login_at',
} as const

/** Users who have never signed in come before all others, on both engines. The key breaks ties, so that pages never overlap. */
function sorted<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { field, descending }: UserSort,
): SelectQueryBuilder<DB, TB, O> {
  const column = sql.ref(sortColumns[field])
  const mayBeNull = field === 'email' || field === 'lastLoginAt'
  if (field === 'key') return query.orderBy(column, descending ? 'desc' : 'asc')
  return query
    .orderBy(column, (order) => {
      if (!mayBeNull) return descending ? order.desc() : order.asc()
      return descending ? order.desc().nullsLast() : order.asc().nullsFirst()
    })
    .orderBy(sql.ref('u.key'), descending ? 'desc' : 'asc')
}

/** How many users were selected: read from the counters where nothing but the status selects them. */
function total(db: Db, selection: UserSelection): RawBuilder<number> {
  const { organizationKey, now: _, status, ...conditions } = selection
  const isCounted = Object.values(conditions).every((condition) => condition === undefined)
  const linked = linkedUserKeys(db, selection)
  if (linked) {
    return sql`${db.selectFrom(linked.as('linked')).select((eb) => eb.fn.count('linked.user_key').distinct().as('users'))}`
  }
  if (!isCounted) {
    // Every key is greater than nil. With this condition SQLite walks the table. With the organization alone it picks some
    // index and looks each user up from there, which takes ten times as long.
    const counted = selectedUsers(db, selection).where('u.key', '>', nilKey)
    return sql`${counted.select((eb) => eb.fn.countAll().as('users'))}`
  }
  let counts = db
    .selectFrom('user_counts as c')
    .select(sql<number>`coalesce(sum(c.users), 0)`.as('users'))
    .where('c.organization_key', '=', organizationKey)
  if (status) counts = counts.where('c.status', '=', status)
  return sql`${counts}`
}

type PageRow = Omit<Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>>[number], 'total'>

const fromRow = (row: PageRow): ListedUser => ({
  key: row.key,
  name: row.name,
  email: row.email,
  status: row.status,
  photoUrl: row.photo_url,
  isEmailVerified: fromNullableFlag(row.is_email_verified),
  isTermsAccepted: fromFlag(row.is_terms_accepted),
  lastLoginAt: row.last_login_at,
  hasOrganizationRoles: fromFlag(row.has_organization_roles),
  hasApplicationRoles: fromFlag(row.has_application_roles),
})
