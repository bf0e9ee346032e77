import { fold } from '../../../db/fold.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, findAccountByEmail, lockAccount } from '../../directory/users/accounts.ts'
import { beginAttempt, resetAttempts, type Subject } from './attempts.ts'
import { findKnownBrowser } from './known-browsers.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { replacePasswordHash, selectPassword } from './passwords-repository.ts'
import { recordFailedSignIn, recordIfLocked } from './record-failed-sign-in.ts'
import type { RequestSource } from './request-source.ts'

type CheckParts = Parts<'clock' | 'vault'> & { hashes: PasswordHashes }

/** No user has this key: a password is looked up for unknown users as well. */
const nobodyKey = '00000000-0000-0000-0000-000000000000'

/**
 * The active user with this e-mail and password. Users who are unknown or inactive, or who have no password, are refused
 * in the same words and after the same work.
 * @throws Problem sign_in_failed, sign_in_locked, sign_in_busy
 */
export async function checkPassword(
  parts: CheckParts,
  organizationKey: string,
  { email, password }: { email: string; password: string },
  source: RequestSource,
): Promise<Account> {
  const account = await findAccountByEmail(parts, organizationKey, email)
  const browser = await findKnownBrowser(parts, organizationKey, account?.key ?? nobodyKey, source.browserTokens)
  const subject = passwordSubject(email, account, browser)
  const attempt = { user: account, typed: email, failed: 'password' } as const
  await recordIfLocked(parts, organizationKey, attempt, source, beginAttempt(parts, organizationKey, subject))
  if ((await isRight(parts, organizationKey, subject, account, password)) && account) return account
  recordFailedSignIn(parts, organizationKey, attempt, source)
  throw new Problem('sign_in_failed', 'The e-mail or the password is not right.')
}

/**
 * The password of a member who is signed in, before something for which a session is not enough.
 * @throws Problem password_wrong, sign_in_locked, sign_in_busy
 */
export async function checkOwnPassword(
  parts: CheckParts,
  organizationKey: string,
  account: Account,
  password: string,
  source: RequestSource,
): Promise<void> {
  const subject = { kind: 'password', userKey: account.key, place: 'session' } as const
  const attempt = { user: account, typed: '', failed: 'password' } as const
  await recordIfLocked(parts, organizationKey, attempt, source, beginAttempt(parts, organizationKey, subject))
  if (await isRight(parts, organizationKey, subject, account, password)) return
  recordFailedSignIn(parts, organizationKey, attempt, source)
  throw new Problem('password_wrong', 'The current password is not right.')
}

/** Wrong passwords from elsewhere don't lock a browser in which the user has signed in before. */
const passwordSubject = (email: string, account: Account | undefined, browser: string | undefined): Subject =>
  account && browser !== undefined
    ? { kind: 'password', userKey: account.key, place: browser }
    : { kind: 'password', name: fold(email) }

/**
 * Deletes the count of attempts if the password is right, and still is once that is known: hashing takes long when many
 * wait.
 */
async function isRight(
  parts: CheckParts,
  organizationKey: string,
  subject: Subject,
  account: Account | undefined,
  password: string,
): Promise<boolean> {
  const { hashes } = parts
  const stored = await selectPassword(parts.db, organizationKey, account?.key ?? nobodyKey)
  const matches = await hashes.verify(account?.status === 'Active' ? stored?.hash : undefined, password)
  if (!matches || !account || !stored) return false
  const renewed = hashes.isOutdated(stored.hash) ? await hashes.make(password) : undefined
  return transaction(parts, async (parts) => {
    await lockAccount(parts, organizationKey, account.key)
    const now = await selectPassword(parts.db, organizationKey, account.key)
    if (now?.changedAt !== stored.changedAt) return false
    if (renewed !== undefined)
      await replacePasswordHash(parts.db, organizationKey, account.key, { former: stored.hash, hash: renewed })
    await resetAttempts(parts, organizationKey, subject)
    return true
  })
}
