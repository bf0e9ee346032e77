import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { beginAttempt, resetAttempts } from '../credentials/attempts.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { authenticatorUri, newAuthenticatorSecret, stepOfCode } from './authenticator-codes.ts'
import { decryptAuthenticatorSecret, encryptAuthenticatorSecret, encryptRecoveryCodes } from './authenticator-secret.ts'
import { lockAuthenticator, replaceAuthenticator, updateAuthenticator } from './authenticators-repository.ts'
import { type Enrolment, lockRegistrant, registrantOf } from './enrolment.ts'
import { hasAuthenticator } from './get-authenticator.ts'
import { hashRecoveryCode } from './hash-recovery-code.ts'
import { newRecoveryCodes } from './recovery-codes.ts'

/** For so long a secret can be confirmed: later, the session or sign-in that asked for it may be somebody else's. */
const confirmationMilliseconds = 15 * 60_000

/**
 * A secret for the user's authenticator app. Signing in takes no code before `confirmAuthenticator`.
 * @param enrolment where the user adds it while signing in
 * @throws Problem authenticator_exists
 */
export async function addAuthenticator(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  organizationName: string,
  enrolment?: Enrolment,
): Promise<{ secret: string; uri: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey, userKey } = registrantOf(principal, enrolment)
    const account = await lockRegistrant(parts, principal, enrolment)
    if (await hasAuthenticator(parts, organizationKey, userKey)) {
      throw new Problem('authenticator_exists', 'Remove the authenticator app that you have first.')
    }
    const secret = newAuthenticatorSecret()
    const secretEncrypted = encryptAuthenticatorSecret(parts.vault, { organizationKey, userKey }, secret)
    const createdAt = toTimestamp(parts.clock.now())
    const recoveryCodesEncrypted = encryptRecoveryCodes(parts.vault, { organizationKey, userKey }, [])
    const added = { secretEncrypted, recoveryCodesEncrypted, createdAt }
    await replaceAuthenticator(parts.db, organizationKey, userKey, added)
    const name = account.email ?? account.name ?? userKey
    return { secret, uri: authenticatorUri(secret, { organizationName, name }) }
  })
}

/**
 * From the next sign-in on, a password takes a code as well. The recovery codes are shown this once.
 * @throws Problem authenticator_missing, authenticator_exists, code_wrong, sign_in_locked
 */
export async function confirmAuthenticator(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  code: string,
  enrolment?: Enrolment,
): Promise<{ recoveryCodes: string[] }> {
  const { organizationKey, userKey } = registrantOf(principal, enrolment)
  const subject = { kind: 'code', userKey, place: 'session' } as const
  await beginAttempt(parts, organizationKey, subject)
  const recoveryCodes = newRecoveryCodes()
  const isRight = await transaction(parts, async (parts) => {
    const { db, clock, vault } = parts
    const account = await lockRegistrant(parts, principal, enrolment)
    const found = await lockAuthenticator(db, organizationKey, userKey)
    if (!found) throw new Problem('authenticator_missing', 'Ask for a secret first.')
    if (found.confirmedAt) throw new Problem('authenticator_exists', 'The authenticator app is confirmed already.')
    if (Date.parse(found.createdAt) + confirmationMilliseconds <= clock.now())
      throw new Problem('authenticator_missing', 'The secret is older than 15 minutes. Ask for a new one.')
    const secret = decryptAuthenticatorSecret(vault, { organizationKey, userKey }, found.secretEncrypted)
    const step = stepOfCode(secret, code, clock.now())
    if (step === undefined) return false
    const hashes = recoveryCodes.map((one) => hashRecoveryCode(vault, userKey, one))
    await updateAuthenticator(db, organizationKey, userKey, {
      lastStep: step,
      confirmedAt: toTimestamp(clock.now()),
      recoveryCodesEncrypted: encryptRecoveryCodes(vault, { organizationKey, userKey }, hashes),
    })
    await resetAttempts(parts, organizationKey, subject)
    await recordChange(parts, principal, { action: 'authenticator.added', entity: userEntity(account) })
    await notifyOfSecurityChange(parts, principal, account, 'authenticator-added')
    return true
  })
  if (isRight) return { recoveryCodes }
  throw new Problem('code_wrong', 'Incorrect code. Check the time of the device, and enter the newest code.')
}
