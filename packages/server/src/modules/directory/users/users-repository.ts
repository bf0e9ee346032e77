import { sql } from 'kysely'
import { deleteInSlices, deleteMemberships } from '../../../db/delete-in-slices.ts'
import { toFlag, toNullableFlag } from '../../../db/flag.ts'
import { emailDomain, foldedEmail, foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { UserStatus, UserTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { changeUserCounts } from './user-counts-repository.ts'

export interface UserRow {
  key: string
  name: string | null
  email: string | null
  status: UserStatus
  photoUrl: string | null
}

export interface NewUserRow extends UserRow {
  isEmailVerified: boolean | null
  isTermsAccepted: boolean
  lastLoginAt: string | null
}

interface UserLogin {
  userKey: string
  environmentKey: string
  lastLoginAt: string
}

const fromTable = ({ key, name, email, status, photo_url }: UserTable): UserRow => ({
  key,
  name,
  email,
  status,
  photoUrl: photo_url,
})

/** Inserts users and counts them. */
export async function insertUserRows(
  db: Db,
  organizationKey: string,
  users: readonly NewUserRow[],
  createdAt: string,
): Promise<void> {
  const rows = users.map(
    (user): UserTable => ({
      organization_key: organizationKey,
      key: user.key,
      name: user.name,
      name_folded: foldedName(user.name ?? ''),
      email: user.email,
      email_folded: user.email === null ? null : foldedEmail(user.email),
      email_domain: user.email === null ? null : emailDomain(user.email),
      status: user.status,
      photo_url: user.photoUrl,
      is_email_verified: toNullableFlag(user.isEmailVerified),
      is_terms_accepted: toFlag(user.isTermsAccepted),
      credentials_epoch: null,
      last_login_at: user.lastLoginAt,
      language: null,
      created_at: createdAt,
      updated_at: createdAt,
    }),
  )
  await insertRows(db, 'users', rows)
  const changes = new Map<UserStatus, number>()
  for (const { status } of users) changes.set(status, (changes.get(status) ?? 0) + 1)
  await changeUserCounts(db, organizationKey, changes)
}

export async function insertUserLogins(db: Db, organizationKey: string, logins: readonly UserLogin[]): Promise<void> {
  const rows = logins.map(({ userKey, environmentKey, lastLoginAt }) => ({
    organization_key: organizationKey,
    user_key: userKey,
    environment_key: environmentKey,
    last_login_at: lastLoginAt,
  }))
  await insertRows(db, 'user_logins', rows)
}

/** The users with these e-mails, by their folded e-mails */
export async function selectUsersWithEmails(
  db: Db,
  organizationKey: string,
  emails: readonly string[],
): Promise<Map<string, UserRow>> {
  if (emails.length === 0) return new Map()
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('email_folded', 'in', [...new Set(emails.map(foldedEmail))])
    .execute()
  return byFoldedEmail(rows)
}

const byFoldedEmail = (rows: readonly UserTable[]): Map<string, UserRow> =>
  new Map(rows.flatMap((row) => (row.email_folded === null ? [] : [[row.email_folded, fromTable(row)]])))

/**
 * Reads a user so that nobody else changes or deletes it before the transaction ends: the update changes nothing but
 * takes the row's lock, on both engines.
 */
export async function lockUserRow(db: Db, organizationKey: string, key: string): Promise<UserRow | undefined> {
  const row = await db
    .updateTable('users')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirst()
  return row && fromTable(row)
}

/** The same for the users with these e-mails, by their folded e-mails */
export async function lockUsersWithEmails(
  db: Db,
  organizationKey: string,
  emails: readonly string[],
): Promise<Map<string, UserRow>> {
  if (emails.length === 0) return new Map()
  const rows = await db
    .updateTable('users')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('email_folded', 'in', [...new Set(emails.map(foldedEmail))])
    .returningAll()
    .execute()
  return byFoldedEmail(rows)
}

/** Stores name, photo and status of a user, and counts the change of the status. */
export async function updateUserRow(
  db: Db,
  organizationKey: string,
  before: UserRow,
  after: UserRow,
  updatedAt: string,
): Promise<void> {
  await db
    .updateTable('users')
    .set({
      name: after.name,
      name_folded: foldedName(after.name ?? ''),
      photo_url: after.photoUrl,
      status: after.status,
      updated_at: updatedAt,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', before.key)
    .execute()
  if (after.status === before.status) return
  const changes = new Map([
    [before.status, -1],
    [after.status, 1],
  ])
  await changeUserCounts(db, organizationKey, changes)
}

/** The keys of some users, among these where they are given, whose e-mail is none of these; so many at most */
export async function selectUserKeysBeside(
  db: Db,
  organizationKey: string,
  { emails, among, limit }: { emails: readonly string[]; among?: readonly string[] | undefined; limit: number },
): Promise<string[]> {
  if (among?.length === 0) return []
  let users = db
    .selectFrom('users')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where(({ or, eb }) => or([eb('email', 'is', null), eb('email_folded', 'not in', emails.map(foldedEmail))]))
  if (among) users = users.where('key', 'in', among)
  return (await users.limit(limit).execute()).map(({ key }) => key)
}

/** Deletes a user with profiles, logins, memberships and grants, and counts it. There may be very many of some. */
export async function deleteUserRow(db: Db, organizationKey: string, { key, status }: UserRow): Promise<void> {
  const where = sql<boolean>`organization_key = ${organizationKey} and user_key = ${key}`
  await deleteMemberships(db, where)
  await deleteInSlices(db, {
    table: 'user_application_roles',
    primaryKey: ['organization_key', 'user_key', 'application_role_key'],
    where,
  })
  await db.deleteFrom('users').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
  await changeUserCounts(db, organizationKey, new Map([[status, -1]]))
}
