import { fromNullableFlag, toNullableFlag } from '../../../db/flag.ts'
import { foldedEmail } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { UserIdentityTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { NewUserIdentity, Preparation, UserIdentity } from './user-identity.ts'

type ProfileKeys = Pick<UserIdentity, 'userKey' | 'identityProviderKey'>
type Profile = Omit<UserIdentity, 'userKey' | 'identityProviderKey' | 'firstLoginAt' | 'lastLoginAt'>

const profileColumns = ({ subject, username, name, email, photoUrl, isEmailVerified }: Profile) => ({
  subject,
  username,
  username_folded: username === null ? null : foldedEmail(username),
  name,
  email,
  photo_url: photoUrl,
  is_email_verified: toNullableFlag(isEmailVerified),
})

const preparedColumns = (prepared: Preparation | undefined) => ({
  prepared_by: prepared ? JSON.stringify(prepared.by) : null,
  prepared_until: prepared?.until ?? null,
})

const fromRow = (row: UserIdentityTable): UserIdentity => ({
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
})

export async function insertUserIdentities(
  db: Db,
  organizationKey: string,
  identities: readonly NewUserIdentity[],
  createdAt: string,
): Promise<void> {
  const rows = identities.map(
    ({ prepared, ...identity }): UserIdentityTable => ({
      organization_key: organizationKey,
      user_key: identity.userKey,
      identity_provider_key: identity.identityProviderKey,
      ...profileColumns(identity),
      first_login_at: identity.firstLoginAt,
      last_login_at: identity.lastLoginAt,
      ...preparedColumns(prepared),
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
  return rows.map(fromRow)
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

/** The profile with this subject; upper and lower case make a difference. */
export async function selectIdentityOfSubject(
  db: Db,
  organizationKey: string,
  identityProviderKey: string,
  subject: string,
): Promise<UserIdentity | undefined> {
  const row = await db
    .selectFrom('user_identities')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The profiles without a subject that have one of these usernames */
export async function selectIdentitiesWithoutSubject(
  db: Db,
  organizationKey: string,
  identityProviderKey: string,
  usernames: readonly string[],
): Promise<UserIdentity[]> {
  if (usernames.length === 0) return []
  const rows = await db
    .selectFrom('user_identities')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .where('username_folded', 'in', usernames.map(foldedEmail))
    .where('subject', 'is', null)
    .execute()
  return rows.map(fromRow)
}

/** Stores what the provider says of the user by now, and when they signed in there: whoever prepared the link no longer answers for it. */
export async function updateUserIdentity(db: Db, organizationKey: string, identity: UserIdentity): Promise<void> {
  await db
    .updateTable('user_identities')
    .set({
      ...profileColumns(identity),
      first_login_at: identity.firstLoginAt,
      last_login_at: identity.lastLoginAt,
      ...preparedColumns(undefined),
    })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', identity.userKey)
    .where('identity_provider_key', '=', identity.identityProviderKey)
    .execute()
}

export async function deleteUserIdentity(
  db: Db,
  organizationKey: string,
  { userKey, identityProviderKey }: ProfileKeys,
): Promise<void> {
  await db
    .deleteFrom('user_identities')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .execute()
}

/** Undefined where the profile was used, or nobody is known who made it. */
export async function selectPreparation(
  db: Db,
  organizationKey: string,
  { userKey, identityProviderKey }: ProfileKeys,
): Promise<Preparation | undefined> {
  const row = await db
    .selectFrom('user_identities')
    .select(['prepared_by', 'prepared_until as until'])
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .executeTakeFirst()
  return row?.prepared_by ? { by: JSON.parse(row.prepared_by), until: row.until } : undefined
}

/** Somebody has prepared it again. */
export async function updatePreparation(
  db: Db,
  organizationKey: string,
  { userKey, identityProviderKey }: ProfileKeys,
  prepared: Preparation,
): Promise<void> {
  await db
    .updateTable('user_identities')
    .set(preparedColumns(prepared))
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .execute()
}
