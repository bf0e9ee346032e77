import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, findAccountByEmail, lockAccount } from '../../directory/users/accounts.ts'
import { beginAttempt, requireUnlocked, resetAttempts, type Subject } from './attempts.ts'
import type { HashSource } from './hash-turns.ts'
import { findKnownBrowser } from './known-browsers.ts'
import { nobodyKey } from './nobody-key.ts'
import type { HashTurn, PasswordHashes } from './password-hashes.ts'
import { replacePasswordHash, selectPassword } from './passwords-repository.ts'
import { recordFailedSignIn, recordIfLocked } from './record-failed-sign-in.ts'
import type { RequestSource } from './request-source.ts'

type CheckParts = Parts<'clock' | 'vault'> & { hashes: PasswordHashes }

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
  const ofUser = account && browser !== undefined
  const isRight = await tryPassword(parts, organizationKey, {
    account,
    typed: email,
    password,
    source,
    // Wrong passwords from elsewhere don't lock a browser in which the user has signed in before.
    subject: ofUser
      ? { kind: 'password', userKey: account.key, place: browser }
      : { kind: 'password', name: emailIdentity(email) },
    hashSource: ofUser ? { member: account.key } : source,
  })
  if (isRight && account) return account
  throw new Problem('sign_in_failed', 'Incorrect e-mail or password.')
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
  const isRight = await tryPassword(parts, organizationKey, {
    account,
    typed: '',
    password,
    source,
    subject: { kind: 'password', userKey: account.key, place: 'session' },
    hashSource: { member: account.key },
  })
  if (!isRight) throw new Problem('password_wrong', 'Incorrect current password.')
}

interface Attempt {
  /** Undefined where there is no such user */
  account: Account | undefined
  /** What was typed to name the user */
  typed: string
  password: string
  source: RequestSource
  subject: Subject
  hashSource: HashSource
}

/** A locked attempt does not wait for a turn, and one that got no turn is not counted: it has tried nothing. */
async function tryPassword(parts: CheckParts, organizationKey: string, attempt: Attempt): Promise<boolean> {
  const { account, typed, source, subject } = attempt
  const named = { user: account, typed, failed: 'password' } as const
  const unlessLocked = (work: Promise<void>) => recordIfLocked(parts, organizationKey, named, source, work)
  await unlessLocked(requireUnlocked(parts, organizationKey, subject))
  const isRight = await parts.hashes.inTurn(attempt.hashSource, async (turn) => {
    await unlessLocked(beginAttempt(parts, organizationKey, subject))
    return comparePassword(parts, organizationKey, attempt, turn)
  })
  if (!isRight) recordFailedSignIn(parts, organizationKey, named, source)
  return isRight
}

/** Deletes the count of attempts if the password is right, and still is once that is known: hashing takes long. */
async function comparePassword(
  parts: CheckParts,
  organizationKey: string,
  { account, password, subject }: Attempt,
  turn: HashTurn,
): Promise<boolean> {
  const stored = await selectPassword(parts.db, organizationKey, account?.key ?? nobodyKey)
  const matches = await turn.verify(account?.status === 'Active' ? stored?.hash : undefined, password)
  if (!matches || !account || !stored) return false
  const renewed = parts.hashes.isOutdated(stored.hash) ? await turn.make(password) : undefined
  return transaction(parts, async (parts) => {
    const now = await lockAccount(parts, organizationKey, account.key)
    const { changedAt } = (await selectPassword(parts.db, organizationKey, account.key)) ?? {}
    if (now?.status !== 'Active' || changedAt !== stored.changedAt) return false
    if (renewed !== undefined)
      await replacePasswordHash(parts.db, organizationKey, account.key, { former: stored.hash, hash: renewed })
    await resetAttempts(parts, organizationKey, subject)
    return true
  })
}
