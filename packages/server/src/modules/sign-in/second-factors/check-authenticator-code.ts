import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, findAccount } from '../../directory/users/accounts.ts'
import { beginAttempt, resetAttempts } from '../credentials/attempts.ts'
import { findKnownBrowser } from '../credentials/known-browsers.ts'
import { recordFailedSignIn, recordIfLocked } from '../credentials/record-failed-sign-in.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { stepOfCode } from './authenticator-codes.ts'
import { decryptAuthenticatorSecret, decryptRecoveryCodes, encryptRecoveryCodes } from './authenticator-secret.ts'
import { type Authenticator, lockAuthenticator, updateAuthenticator } from './authenticators-repository.ts'
import { hashRecoveryCode } from './hash-recovery-code.ts'

/**
 * Uses a code of the user's authenticator app, or a recovery code. Each works once.
 * @param inSession the user is signed in: wrong codes of anonymous callers don't count
 * @throws Problem sign_in_failed, sign_in_locked (with Retry-After)
 */
export async function checkAuthenticatorCode(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  userKey: string,
  code: string,
  source: RequestSource,
  { inSession = false }: { inSession?: boolean } = {},
): Promise<Account> {
  const browser = await findKnownBrowser(parts, organizationKey, userKey, source.browserTokens)
  const subject = { kind: 'code', userKey, place: inSession ? 'session' : browser } as const
  const user = await findAccount(parts, organizationKey, userKey)
  const attempt = { user, typed: '', failed: 'code' } as const
  await recordIfLocked(parts, organizationKey, attempt, source, beginAttempt(parts, organizationKey, subject))
  const account = await transaction(parts, async (parts) => {
    const found = await findAccount(parts, organizationKey, userKey)
    if (!found) return undefined
    const authenticator = await lockAuthenticator(parts.db, organizationKey, userKey)
    const changes =
      authenticator?.confirmedAt && changesAfter(parts, organizationKey, userKey, authenticator, code.trim())
    if (!changes || found.status !== 'Active') return undefined
    await updateAuthenticator(parts.db, organizationKey, userKey, changes)
    await resetAttempts(parts, organizationKey, subject)
    return found
  })
  if (account) return account
  recordFailedSignIn(parts, organizationKey, attempt, source)
  throw new Problem('sign_in_failed', 'Incorrect code, or the code was used already.')
}

/** What a right code changes in the authenticator; undefined where the code is wrong. */
function changesAfter(
  { vault, clock }: Parts<'clock' | 'vault'>,
  organizationKey: string,
  userKey: string,
  authenticator: Authenticator,
  code: string,
) {
  const owner = { organizationKey, userKey }
  const secret = decryptAuthenticatorSecret(vault, owner, authenticator.secretEncrypted)
  const step = /^\d{6}$/.test(code) ? stepOfCode(secret, code, clock.now()) : undefined
  // RFC 6238, section 5.2: a code that was accepted is not accepted again, nor is one before it.
  if (step !== undefined) return step > authenticator.lastStep ? { lastStep: step } : undefined
  const hash = hashRecoveryCode(vault, userKey, code)
  const hashes = decryptRecoveryCodes(vault, owner, authenticator.recoveryCodesEncrypted)
  if (!hashes.includes(hash)) return undefined
  const left = hashes.filter((other) => other !== hash)
  return { recoveryCodesEncrypted: encryptRecoveryCodes(vault, owner, left) }
}
