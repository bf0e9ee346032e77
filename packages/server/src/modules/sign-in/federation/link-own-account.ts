import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { findExternalProfile, listProfiles } from '../../directory/users/find-external-profile.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { type ExternalSignInParts, enterExternally, readIdentity } from './enter-externally.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { recordExternalFailure } from './record-external-failure.ts'

/**
 * Links the member who is signed in with the account at a provider by which they have just signed in there. The e-mail plays
 * no part: they have proven both. They are told by mail.
 * @throws Problem identity_taken where it is another user's, or the member has another account there;
 *   external_provider_refused, external_subject_invalid, session_ended
 */
export function linkOwnAccount(
  parts: ExternalSignInParts,
  principal: Principal,
  identity: ExternalIdentity,
  source: RequestSource,
): Promise<void> {
  const { organizationKey } = principal
  return recordExternalFailure(parts, organizationKey, identity, source, () =>
    transaction(parts, async (parts) => {
      const account = await lockOwnAccount(parts, principal)
      const person = await readIdentity(parts, organizationKey, identity, { kind: 'portal' }, source)
      const known = await findExternalProfile(parts, organizationKey, person.profile)
      if (known && known.userKey !== account.key) {
        throw new Problem('identity_taken', 'Another user is linked with this account.')
      }
      const profiles = await listProfiles(parts, organizationKey, account.key)
      const own = profiles.find(({ identityProviderKey }) => identityProviderKey === identity.providerKey)
      // One that was only prepared, by whatever name, is replaced by what the member has proven.
      if (own && own.firstLoginAt !== null && own.subject !== identity.subject) {
        throw new Problem('identity_taken', 'You are linked with another account there. Unlink it first.')
      }
      await enterExternally(parts, organizationKey, account, person, own)
      if (own?.firstLoginAt) return
      await notifyOfSecurityChange(parts, principal, account, 'provider-linked')
    }),
  )
}
