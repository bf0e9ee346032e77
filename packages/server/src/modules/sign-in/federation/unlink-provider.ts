import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { updateMappedMemberships } from '../../directory/groups/update-mapped-memberships.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { removeExternalProfile } from '../../directory/users/external-profiles.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { keepAdministratorSigningIn } from '../../members/organization-roles/keep-administrator-signing-in.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { requireFactorsLeft } from '../second-factors/require-factors-left.ts'

type UnlinkParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/**
 * Unlinks the member who is signed in from their account at an external provider, where they can sign in another way.
 * Whatever else they have begun ends: it may have begun there.
 * @throws Problem provider_not_linked, factor_required, last_administrator
 */
export function unlinkProvider(parts: UnlinkParts, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, userKey, sessionKey } = requireMember(principal)
    const account = await lockOwnAccount(parts, principal)
    await keepAdministratorSigningIn(parts, organizationKey, async () => {
      await unlink(parts, principal, account, key)
      await requireFactorsLeft(parts, organizationKey, userKey)
    })
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
  })
}

/**
 * Unlinks somebody else, also where they cannot sign in any more then, and ends whatever they have begun.
 * @throws Problem user_not_found, own_account, permission_missing, provider_not_linked, last_administrator
 */
export function unlinkUserProvider(
  parts: UnlinkParts,
  principal: Principal,
  userKey: string,
  key: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, userKey)
    await keepAdministratorSigningIn(parts, principal.organizationKey, () => unlink(parts, principal, account, key))
    await startCredentialsEpoch(parts, principal.organizationKey, account.key)
  })
}

async function unlink(parts: UnlinkParts, principal: Principal, account: Account, key: string): Promise<void> {
  const providerKey = normalKey(key)
  if (!(await removeExternalProfile(parts, principal, account, providerKey))) {
    throw new Problem('provider_not_linked', `The user has no account at an external identity provider ${key}.`)
  }
  await updateMappedMemberships(parts, principal, { userKey: account.key, providerKey }, {})
  await notifyOfSecurityChange(parts, principal, account, 'provider-unlinked')
}
