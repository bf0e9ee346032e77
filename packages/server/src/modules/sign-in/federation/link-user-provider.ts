import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { lockExternalProvider } from '../../directory/identity-providers/lock-external-provider.ts'
import { prepareExternalProfile } from '../../directory/users/external-profiles.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import type { UserProviderLink } from './linked-providers-schemas.ts'

/**
 * Links a user with an account at an external provider before they sign in with it: by its subject, or by a username, which
 * the provider's settings must trust. It is an administrator's consent: the user proves nothing else then. They are told
 * by mail.
 * @throws Problem user_not_found, own_account, permission_missing where the user controls access that the principal does
 *   not, identity_provider_not_found, identity_provider_read_only, identity_taken, invalid_body
 */
export function linkUserProvider(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  key: string,
  { providerKey, subject = null, username = null }: UserProviderLink,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, key)
    const provider = await lockExternalProvider(parts, principal, normalKey(providerKey))
    if (subject === null && username === null) {
      throw new Problem('invalid_body', 'One of the fields subject and username is needed.')
    }
    if (subject === null && provider.profileLinkingField === 'None') {
      const rule = `${provider.name} links nobody by a username: its profileLinkingField is None.`
      throw new Problem('invalid_body', `The field subject is missing. ${rule}`)
    }
    await prepareExternalProfile(parts, principal, account, { providerKey: provider.key, subject, username })
    await notifyOfSecurityChange(parts, principal, account, 'provider-linked')
  })
}
