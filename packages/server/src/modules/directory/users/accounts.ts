import type { Language } from '../../../config/languages.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { getBuiltInIdentityProviderKey } from '../identity-providers/built-in-identity-provider.ts'
import {
  type AccountRow,
  lockAccountRow,
  selectAccount,
  selectAccountByEmail,
  updateEmailVerified,
  updateLanguage,
  updateLastLogin,
} from './accounts-repository.ts'
import { selectUserIdentities } from './user-identities-repository.ts'
import { updateUserRow } from './users-repository.ts'

// What signing in needs of users. None of it asks for a permission: the caller is not signed in yet.

/** A user as signing in sees them */
export type Account = AccountRow

/** Undefined where there is no such user */
export const findAccount = ({ db }: Parts, organizationKey: string, userKey: string): Promise<Account | undefined> =>
  selectAccount(db, organizationKey, userKey)

/** Undefined where no user has this e-mail. Upper and lower case make no difference. */
export const findAccountByEmail = (
  { db }: Parts,
  organizationKey: string,
  email: string,
): Promise<Account | undefined> => selectAccountByEmail(db, organizationKey, email)

/** Reads a user for a change: nobody else changes or deletes them before the transaction ends. */
export const lockAccount = ({ db }: Parts, organizationKey: string, userKey: string): Promise<Account | undefined> =>
  lockAccountRow(db, organizationKey, userKey)

/** Whether the user has a profile at the identity provider that keeps passwords. */
export async function hasBuiltInProfile(parts: Parts, organizationKey: string, userKey: string): Promise<boolean> {
  const builtIn = await getBuiltInIdentityProviderKey(parts, organizationKey)
  const profiles = await selectUserIdentities(parts.db, organizationKey, [userKey])
  return profiles.some(({ identityProviderKey }) => identityProviderKey === builtIn)
}

/** Whether the user has a profile at any identity provider: one without cannot sign in. */
export const hasAnyProfile = async ({ db }: Parts, organizationKey: string, userKey: string): Promise<boolean> =>
  (await selectUserIdentities(db, organizationKey, [userKey])).length > 0

/**
 * Stores that the user signs in at this moment, at the built-in identity provider unless an external one has said who they
 * are: that one is stored with its profile.
 */
export function recordLogin(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  { isExternal }: { isExternal: boolean },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const builtIn = isExternal ? null : await getBuiltInIdentityProviderKey(parts, organizationKey)
    await updateLastLogin(parts.db, organizationKey, userKey, builtIn, toTimestamp(parts.clock.now()))
  })
}

/** Stores that the user has proven to receive mails at their address. */
export function recordEmailVerified(parts: Parts, organizationKey: string, account: Account): Promise<void> {
  return transaction(parts, ({ db }) => updateEmailVerified(db, organizationKey, account))
}

/** Keeps in which language the user reads pages and mails: the one that they have used or chosen last. */
export const keepLanguage = (
  parts: Parts,
  organizationKey: string,
  userKey: string,
  language: Language,
): Promise<void> => transaction(parts, ({ db }) => updateLanguage(db, organizationKey, userKey, language))

/** Makes a user Invited until they accept. `before` is as `lockAccount` returned it. */
export function startInvitation(parts: Parts<'clock'>, organizationKey: string, before: Account): Promise<Account> {
  return transaction(parts, async ({ db, clock }) => {
    const after: Account = { ...before, status: 'Invited' }
    await updateUserRow(db, organizationKey, before, after, toTimestamp(clock.now()))
    return after
  })
}

/** Makes a user active who was invited or is registering. `before` is as `lockAccount` returned it. */
export function completeRegistration(
  parts: Parts<'clock'>,
  organizationKey: string,
  before: Account,
  name: string | null,
): Promise<Account> {
  return transaction(parts, async ({ db, clock }) => {
    const after: Account = { ...before, name: requireName('name', name), status: 'Active' }
    await updateUserRow(db, organizationKey, before, after, toTimestamp(clock.now()))
    return after
  })
}
