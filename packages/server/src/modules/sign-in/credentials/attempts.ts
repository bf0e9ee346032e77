import { clockTolerance } from '../../../config/clock.ts'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { countAttempt, deleteAttempts, lockSubject, selectLockedUntil } from './attempts-repository.ts'

const failuresInARow = 5
const firstLockMilliseconds = 5_000
const longestLockMilliseconds = 300_000
/** Failures of another day are forgotten. */
const memoryMilliseconds = 86_400_000

/** For how long no attempt is checked after so many failures in a row: 5 seconds, 10, 20 … 5 minutes. */
const lockMilliseconds = (failures: number): number =>
  failures < failuresInARow
    ? 0
    : Math.min(firstLockMilliseconds * 2 ** Math.min(failures - failuresInARow, 16), longestLockMilliseconds)

/**
 * What is tried, and whose count it is. What an anonymous caller types is counted by name, whether or not a user has it; what needs
 * a proof first (a password, a session, a browser that is known) is counted by user. So a name that is the text of some
 * user's key counts for nobody.
 */
export type Subject = { kind: 'password' | 'code' | 'mail' | 'invitation' } & (
  | { /** The folded e-mail, as it was typed */ name: string }
  | {
      userKey: string
      /** Where attempts have a count of their own: `session`, or what `findKnownBrowser` answered */
      place?: string | undefined
    }
)

/** The parts are kept apart, so that no text of a caller's can take the place of another part. */
const hashOf = (vault: Vault, subject: Subject): string =>
  vault.hash(
    'attempts',
    `attempt ${JSON.stringify(
      'name' in subject
        ? [subject.kind, 'name', subject.name]
        : [subject.kind, 'user', subject.userKey, subject.place ?? 'elsewhere'],
    )}`,
  )

const openKindOf = (subject: Subject): string | null => ('name' in subject ? subject.kind : null)

/**
 * Counts an attempt *before* it is checked; `resetAttempts` deletes the count if it was right. However many attempts
 * arrive at once, only five are checked.
 * @throws Problem sign_in_locked
 */
export async function beginAttempt(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  subject: Subject,
): Promise<void> {
  const now = parts.clock.now()
  const lockedUntil = await transaction(parts, async ({ db, vault }) => {
    const hash = hashOf(vault, subject)
    const times = { now: toTimestamp(now), expiresAt: toTimestamp(now + memoryMilliseconds) }
    const rules = { openKind: openKindOf(subject), longestLock: longestLockMilliseconds }
    const attempts = await countAttempt(db, organizationKey, hash, { ...times, ...rules })
    if (attempts === undefined) return (await selectLockedUntil(db, organizationKey, hash)) ?? toTimestamp(now)
    const duration = lockMilliseconds(attempts)
    if (duration > 0) await lockSubject(db, organizationKey, hash, toTimestamp(now + duration))
    return undefined
  })
  if (lockedUntil !== undefined) throw locked(Date.parse(lockedUntil) - now)
}

/**
 * Refuses what `beginAttempt` would refuse, and counts nothing: before something that costs.
 * @throws Problem sign_in_locked
 */
export async function requireUnlocked(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
  subject: Subject,
): Promise<void> {
  const lockedUntil = await selectLockedUntil(db, organizationKey, hashOf(vault, subject))
  const milliseconds = lockedUntil === null ? 0 : Date.parse(lockedUntil) - clock.now()
  // A lock that lasts longer was set before the clock was set back.
  if (milliseconds > 0 && milliseconds <= longestLockMilliseconds + clockTolerance) throw locked(milliseconds)
}

/** The attempt was right: the next failure counts as the first one again. */
export const resetAttempts = (
  { db, vault }: Parts<'vault'>,
  organizationKey: string,
  subject: Subject,
): Promise<void> => deleteAttempts(db, organizationKey, hashOf(vault, subject))

/**
 * Counts something that has a cost, such as a mail.
 * @param limit so many are allowed in so many milliseconds; then, where it says so, one each time that others have passed
 * @returns whether this one is still allowed
 */
export async function countWithinLimit(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
  subject: Subject,
  limit: { most: number; milliseconds: number; thenEach?: number },
): Promise<boolean> {
  const hash = hashOf(vault, subject)
  const now = clock.now()
  const expiresAt = toTimestamp(now + limit.milliseconds)
  const times = { now: toTimestamp(now), expiresAt }
  const longestLock = limit.thenEach ?? limit.milliseconds
  const rules = { openKind: openKindOf(subject), longestLock }
  const attempts = await countAttempt(db, organizationKey, hash, { ...times, ...rules })
  if (attempts === undefined) return false
  const lockedUntil = toTimestamp(now + longestLock)
  if (attempts >= limit.most) await lockSubject(db, organizationKey, hash, lockedUntil)
  return true
}

function locked(milliseconds: number): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  return new Problem('sign_in_locked', `Too many attempts failed. Try again in ${seconds} seconds.`, {
    'retry-after': String(seconds),
  })
}
