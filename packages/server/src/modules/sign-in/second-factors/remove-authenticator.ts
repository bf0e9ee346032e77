import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { checkOwnPassword } from '../credentials/check-password.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import type { PasswordHashes } from '../credentials/password-hashes.ts'
import { deleteAuthenticator, selectAuthenticator } from './authenticators-repository.ts'
import { checkAuthenticatorCode } from './check-authenticator-code.ts'
import { requireFactorsLeft } from './require-factors-left.ts'

/**
 * Removes the member's own authenticator app. A session is not enough: a person who finds an open browser must not.
 * Whatever else the member has begun ends.
 * @throws Problem authenticator_missing, factor_required, password_wrong, sign_in_failed, sign_in_locked
 */
export async function removeAuthenticator(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & { hashes: PasswordHashes },
  principal: Principal,
  { password = '', code }: { password?: string; code?: string },
): Promise<void> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  const account = await findAccount(parts, organizationKey, userKey)
  if (!account || !(await selectAuthenticator(parts.db, organizationKey, userKey))) {
    throw new Problem('authenticator_missing', 'You have no authenticator app.')
  }
  if (code !== undefined) {
    await checkAuthenticatorCode(parts, organizationKey, userKey, code, principal.actor, { inSession: true })
  } else await checkOwnPassword(parts, organizationKey, account, password, principal.actor)
  await transaction(parts, async (parts) => {
    await lockOwnAccount(parts, principal)
    await deleteAuthenticator(parts.db, organizationKey, userKey)
    await requireFactorsLeft(parts, organizationKey, userKey)
    await startCredentialsEpoch(parts, organizationKey, userKey, { except: sessionKey })
    await recordChange(parts, principal, { action: 'authenticator.removed', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'authenticator-removed')
  })
}
