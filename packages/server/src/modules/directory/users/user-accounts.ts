import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import { builtInIdentityProviderKey } from '../identity-providers/identity-providers-service.ts'
import { selectUserByEmail, selectUserByKey, updateEmailVerified, updateLastLogin } from './user-accounts-repository.ts'
import { selectUserIdentities } from './user-identities-repository.ts'
import { lockUserRow, type UserRow, updateUser } from './users-repository.ts'

// What those who sign users in need of them. None of it asks for a permission: they act before anybody is known.

/** A user as somebody who signs in. */
export type Account = UserRow

export const accountWithEmail = (db: Db, organizationKey: string, email: string): Promise<Account | undefined> =>
  selectUserByEmail(db, organizationKey, email)

export const accountOf = (db: Db, organizationKey: string, userKey: string): Promise<Account | undefined> =>
  selectUserByKey(db, organizationKey, userKey)

/** The same, and nobody changes or deletes the user before the transaction ends. */
export const lockAccount = (trx: Db, organizationKey: string, userKey: string): Promise<Account | undefined> =>
  lockUserRow(trx, organizationKey, userKey)

/** Whether the user has a profile at the identity provider that keeps passwords. */
export async function hasBuiltInProfile(db: Db, organizationKey: string, userKey: string): Promise<boolean> {
  const builtIn = await builtInIdentityProviderKey(db, organizationKey)
  const profiles = await selectUserIdentities(db, organizationKey, [userKey])
  return profiles.some(({ identityProviderKey }) => identityProviderKey === builtIn)
}

/** The user signed in at the built-in identity provider. */
export async function noteLogin(trx: Db, organizationKey: string, userKey: string, now: number): Promise<void> {
  const builtIn = await builtInIdentityProviderKey(trx, organizationKey)
  await updateLastLogin(trx, organizationKey, userKey, builtIn, toTimestamp(now))
}

export const noteEmailVerified = (trx: Db, organizationKey: string, account: Account): Promise<void> =>
  updateEmailVerified(trx, organizationKey, account)

/** The registration of a user who was locked is complete. */
export async function completeRegistration(
  trx: Db,
  organizationKey: string,
  before: Account,
  { name, now }: { name: string | null; now: number },
): Promise<Account> {
  const after: Account = { ...before, name, status: 'Active' }
  await updateUser(trx, organizationKey, before, after, toTimestamp(now))
  return after
}
