import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { keepAdministratorSigningIn } from '../../members/organization-roles/keep-administrator-signing-in.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { deletePasskey } from './passkeys-repository.ts'
import { requireFactorsLeft } from './require-factors-left.ts'
import { passkeyNotFound } from './update-passkey.ts'

/**
 * Removes one of the member's own passkeys. Whatever else they have begun ends: it may have begun with that passkey.
 * @throws Problem passkey_not_found, factor_required, last_administrator
 */
export function removePasskey(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  key: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, userKey, sessionKey } = requireMember(principal)
    const account = await lockOwnAccount(parts, principal)
    const name = await keepAdministratorSigningIn(parts, organizationKey, async () => {
      const removed = await deletePasskey(parts.db, organizationKey, { key: normalKey(key), userKey })
      if (removed === undefined) throw passkeyNotFound(key)
      await requireFactorsLeft(parts, organizationKey, userKey)
      return removed
    })
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
    await recordChange(parts, principal, { action: 'passkey.removed', entity: userEntity(account), before: { name } })
    await notifyOfSecurityChange(parts, principal, account, 'passkey-removed')
  })
}
