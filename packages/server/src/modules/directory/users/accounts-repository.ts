import { sql } from 'kysely'
import type { Language } from '../../../config/languages.ts'
import { toFlag } from '../../../db/flag.ts'
import { emailIdentity, foldedEmail } from '../../../db/folded-columns.ts'
import type { Db } from '../../../db/transaction.ts'
import type { UserRow } from './users-repository.ts'

export interface AccountRow extends UserRow {
  credentialsEpoch: string | null
  /** Of their pages and mails, as far as it is known */
  language: Language | null
}

const columns = [
  'key',
  'name',
  'email',
  'status',
  'photo_url as photoUrl',
  'credentials_epoch as credentialsEpoch',
  'language',
] as const

export function selectAccountByEmail(db: Db, organizationKey: string, email: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('users')
    .select(columns)
    .where('organization_key', '=', organizationKey)
    .where('email_folded', '=', foldedEmail(email))
    .executeTakeFirst()
}

export function selectAccount(db: Db, organizationKey: string, key: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('users')
    .select(columns)
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** The same, and nobody else changes or deletes the user before the transaction ends. */
export function lockAccountRow(db: Db, organizationKey: string, key: string): Promise<AccountRow | undefined> {
  return db
    .updateTable('users')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returning(columns)
    .executeTakeFirst()
}

export async function updateLastLogin(
  db: Db,
  organizationKey: string,
  userKey: string,
  identityProviderKey: string | null,
  now: string,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ last_login_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', userKey)
    .execute()
  if (identityProviderKey === null) return
  await db
    .updateTable('user_identities')
    .set({ first_login_at: sql`coalesce(first_login_at, ${now})`, last_login_at: now })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('identity_provider_key', '=', identityProviderKey)
    .execute()
}

/** Writes nothing where it is so already. */
export async function updateLanguage(
  db: Db,
  organizationKey: string,
  userKey: string,
  language: Language,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ language })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', userKey)
    .where((eb) => eb.or([eb('language', 'is', null), eb('language', '<>', language)]))
    .execute()
}

/** Marks the e-mail of the user, and of the profiles with the same e-mail, as verified. */
export async function updateEmailVerified(db: Db, organizationKey: string, user: UserRow): Promise<void> {
  await db
    .updateTable('users')
    .set({ is_email_verified: 1 })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', user.key)
    .execute()
  const ofUser = db
    .selectFrom('user_identities')
    .select(['identity_provider_key', 'email'])
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', user.key)
  const isSame = (email: string | null): boolean =>
    email !== null && user.email !== null && emailIdentity(email) === emailIdentity(user.email)
  const verified = (await ofUser.execute()).filter(({ email }) => isSame(email))
  if (verified.length === 0) return
  const providerKeys = verified.map((profile) => profile.identity_provider_key)
  await db
    .updateTable('user_identities')
    .set({ is_email_verified: 1 })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', user.key)
    .where('identity_provider_key', 'in', providerKeys)
    .execute()
}

/** Stores what an identity provider says of a user, where it differs. That an e-mail is verified stays so. */
export async function updateProvidedFacts(
  db: Db,
  organizationKey: string,
  userKey: string,
  { isEmailVerified, isTermsAccepted }: { isEmailVerified: boolean; isTermsAccepted: boolean | null },
): Promise<void> {
  const ofUser = db.updateTable('users').where('organization_key', '=', organizationKey).where('key', '=', userKey)
  if (isEmailVerified) {
    const isDifferent = sql<boolean>`coalesce(is_email_verified, 0) <> 1`
    await ofUser.set({ is_email_verified: 1 }).where(isDifferent).execute()
  }
  if (isTermsAccepted === null) return
  const accepted = toFlag(isTermsAccepted)
  await ofUser.set({ is_terms_accepted: accepted }).where('is_terms_accepted', '<>', accepted).execute()
}
