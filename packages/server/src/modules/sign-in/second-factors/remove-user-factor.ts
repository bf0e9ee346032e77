import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { SecurityChange } from '../../foundation/mail/mail.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { keepAdministratorSigningIn } from '../../members/organization-roles/keep-administrator-signing-in.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { deleteAuthenticator, selectAuthenticator } from './authenticators-repository.ts'
import { deletePasskey } from './passkeys-repository.ts'

type RemovalParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/**
 * Removes a passkey of somebody else, who has lost it. All that they have begun ends, and they are told by mail.
 * @throws Problem user_not_found, own_account, permission_missing, passkey_not_found, last_administrator
 */
export function removeUserPasskey(
  parts: RemovalParts,
  principal: Principal,
  { key, passkeyKey }: { key: string; passkeyKey: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, key)
    const removed = { key: normalKey(passkeyKey), userKey: account.key }
    const name = await keepAdministratorSigningIn(parts, principal.organizationKey, () =>
      deletePasskey(parts.db, principal.organizationKey, removed),
    )
    if (name === undefined) throw new Problem('passkey_not_found', `The user has no passkey ${passkeyKey}.`)
    await recordChange(parts, principal, { action: 'passkey.removed', entity: userEntity(account), before: { name } })
    await endWhatWasBegun(parts, principal, account, 'passkey-removed')
  })
}

/**
 * Removes the authenticator app of somebody else, with its recovery codes. All that they have begun ends, and they are told
 * by mail.
 * @throws Problem user_not_found, own_account, permission_missing, authenticator_missing
 */
export function removeUserAuthenticator(parts: RemovalParts, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const account = await lockManagedAccount(parts, principal, key)
    const removed = await selectAuthenticator(parts.db, organizationKey, account.key)
    if (!removed) throw new Problem('authenticator_missing', 'The user has no authenticator app.')
    await deleteAuthenticator(parts.db, organizationKey, account.key)
    await recordChange(parts, principal, {
      action: 'authenticator.removed',
      entity: userEntity(account),
      before: { addedAt: removed.confirmedAt },
    })
    await endWhatWasBegun(parts, principal, account, 'authenticator-removed')
  })
}

async function endWhatWasBegun(
  parts: RemovalParts,
  principal: Principal,
  account: Account,
  change: SecurityChange,
): Promise<void> {
  await startCredentialsEpoch(parts, principal.organizationKey, account.key)
  await notifyOfSecurityChange(parts, principal, account, change)
}
