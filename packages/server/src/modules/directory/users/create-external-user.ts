import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { Account } from './accounts.ts'
import { identityOf, type ProvidedProfile } from './provided-profile.ts'
import { userEntity } from './user-entity.ts'
import { insertUserIdentities, selectTakenIdentities } from './user-identities-repository.ts'
import { insertUserRows } from './users-repository.ts'

/**
 * Creates the user of a profile at an external identity provider. Only an e-mail that the provider is trusted for becomes
 * the user's own: with another one, somebody could be taken for the owner of the mailbox later. The user is active and
 * holds nothing.
 * @param principalOf who does it: the user that is about to be created
 */
export function createExternalUser(
  parts: Parts<'clock'>,
  organizationKey: string,
  profile: ProvidedProfile,
  principalOf: (account: Account) => Principal,
): Promise<Account> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const now = clock.now()
    const { providerKey, username, name, photoUrl, isEmailTrusted } = profile
    const email = isEmailTrusted ? profile.email : null
    const user = { key: newKey(now), name, email, photoUrl, status: 'Active' as const }
    const account: Account = { ...user, credentialsEpoch: null, language: null }
    const wanted = username === null ? [] : [{ subject: null, username }]
    const taken = await selectTakenIdentities(db, organizationKey, providerKey, wanted)
    const facts = {
      isEmailVerified: email === null ? null : true,
      isTermsAccepted: profile.isTermsAccepted === true,
      lastLoginAt: null,
    }
    await insertUserRows(db, organizationKey, [{ ...user, ...facts }], toTimestamp(now))
    const identity = identityOf(account.key, profile, { isUsernameTaken: taken.length > 0, now: toTimestamp(now) })
    await insertUserIdentities(db, organizationKey, [identity], toTimestamp(now))
    const { key: _, ...values } = user
    await recordChange(parts, principalOf(account), {
      action: 'user.created',
      entity: userEntity(account),
      after: { ...values, identityProviderKeys: [providerKey] },
    })
    return account
  })
}
