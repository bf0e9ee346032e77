import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { lockAccount, recordLogin } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import type { SignInMethod } from '../../members/sessions/session.ts'
import { isExternal } from '../../members/sign-in-settings/sign-in-rules.ts'
import { actingUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { nextSignInStep, type ProvenUser } from './next-sign-in-step.ts'
import { countSignIn } from './sign-in-days.ts'

/**
 * Notes when the user signed in, counts it for the day and records it. Call it in the transaction that creates the
 * session.
 * @throws Problem sign_in_failed, where since the factors were checked the user was deactivated or deleted, has other
 *   credentials, or needs more factors
 */
export function completeSignIn(
  parts: Parts<'clock'>,
  organizationKey: string,
  { key: userKey, credentialsStamp }: ProvenUser,
  method: SignInMethod,
  source: RequestSource,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockAccount(parts, organizationKey, userKey)
    const isSame = account !== undefined && credentialsStampOf(account) === credentialsStamp
    if (!isSame || account.status !== 'Active') throw new Problem('sign_in_failed', 'The user may not sign in.')
    // Since the factors were checked, the user may have added one or got a role, or the settings have changed.
    const isEnough =
      method === 'passkey' || (await nextSignInStep(parts, organizationKey, userKey, method)).step === 'complete'
    if (!isEnough) throw new Problem('sign_in_failed', 'This sign-in takes another factor by now.')
    await recordLogin(parts, organizationKey, userKey, { isExternal: isExternal(method) })
    await countSignIn(parts, organizationKey)
    await recordChange(parts, actingUser(organizationKey, account, source), {
      action: 'user.signed-in',
      entity: userEntity(account),
      after: { method },
    })
  })
}
