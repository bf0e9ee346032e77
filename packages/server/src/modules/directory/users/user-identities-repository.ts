import { fromNullableFlag, toNullableFlag } from '../../../db/flag.ts'
import { foldedEmail } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { UserIdentityTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

/** A user's profile at an identity provider. */
export interface UserIdentity {
  userKey: string
  identityProviderKey: string
  subject: string | null
  username: string | null
  name: string | null
  email: string | null
  photoUrl: string | null
  firstLoginAt: string | null
  lastLoginAt: string | null
  isEmailVerified: boolean | null
}

export async function insertUserIdentities(
  db: Db,
  organizationKey: string,
  identities: readonly UserIdentity[],
  createdAt: string,
): Promise<void> {
  const rows = identities.map(
    (identity): UserIdentityTable => ({
      organization_key: organizationKey,
      user_key: identity.userKey,
      identity_provider_key: identity.identityProviderKey,
      subject: identity.subject,
      username: identity.username,
      username_folded: identity.username === null ? null : foldedEmail(identity.username),
      name: identity.name,
      email: identity.email,
      photo_url: identity.photoUrl,
      is_email_verified: toNullableFlag(identity.isEmailVerified),
      first_login_at: identity.firstLoginAt,
      last_login_at: identity.lastLoginAt,
      created_at: createdAt,
    }),
  )
  await insertRows(db, 'user_identities', rows)
}

export async function selectUserIdentities(
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
): Promise<UserIdentity[]> {
  const rows = await db
    .selectFrom('user_identities')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('user_key', 'in', userKeys)
    .orderBy('identity_provider_key')
    .execute()
  return rows.map((row) => ({
    userKey: row.user_key,
    identityProviderKey: row.identity_provider_key,
    subject: row.subject,
    username: row.username,
    name: row.name,
    email: row.email,
    photoUrl: row.photo_url,
    firstLoginAt: row.first_login_at,
    lastLoginAt: row.last_login_at,
    isEmailVerified: fromNullableFlag(row.is_email_verified),
  }))
}

/** The profiles at the identity provider that have one of these subjects or usernames */
export async function selectTakenIdentities(
  db: Db,
  organizationKey: string,
  identityProviderKey: string,
  wanted: readonly { subject: string | null; username: string | null }[],
): Promise<Pick<UserIdentity, 'userKey' | 'identityProviderKey' | 'subject' | 'username'>[]> {
  const subjects = wanted.flatMap(({ subject }) => subject ?? [])
  const usernames = wanted.flatMap(({ username }) => (username === null ? [] : foldedEmail(username)))
  const having = (column: 'subject' | 'username_folded', values: string[]) =>
    db
      .selectFrom('user_identities')
      .select(['user_key', 'subject', 'username'])
      .where('organization_key', '=', organizationKey)
      .where('identity_provider_key', '=', identityProviderKey)
      .where(column, 'in', values)
      .execute()
  // Two statements, each with an index of its own.
  const rows = [
    ...(subjects.length > 0 ? await having('subject', subjects) : []),
    ...(usernames.length > 0 ? await having('username_folded', usernames) : []),
  ]
  return rows.map(({ user_key, subject, username }) => ({ userKey: user_key, identityProviderKey, subject, username }))
}

export async function selectUserOfSubject(
  db: Db,
  organizationKey: string,
  providerKey: string,
  subject: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('user_identities')
    .select('user_key')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_key
}
