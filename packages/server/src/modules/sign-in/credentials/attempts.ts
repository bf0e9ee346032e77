import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  countAttempt,
  deleteAttempts,
  deleteExpiredAttempts,
  lockSubject,
  selectLockedUntil,
  touchAttempts,
} from './attempts-repository.ts'

const failuresInARow = 5
const firstLockMilliseconds = 5_000
const longestLockMilliseconds = 300_000
/** Failures of another day are forgotten. */
const memoryMilliseconds = 86_400_000

/** How long nothing is looked at after so many failures in a row: 5 seconds, 10, 20 … 5 minutes. */
export const lockMilliseconds = (failures: number): number =>
  failures < failuresInARow
    ? 0
    : Math.min(firstLockMilliseconds * 2 ** Math.min(failures - failuresInARow, 16), longestLockMilliseconds)

/** What is tried: a password or a code, by or for somebody. */
export interface Subject {
  kind: 'password' | 'code' | 'reset' | 'mail'
  /** A user's key, or the folded e-mail of a stranger */
  of: string
}

export type Attempts = ReturnType<typeof createAttempts>

/**
 * Counts attempts. Each is counted *before* anybody looks whether it is right, and forgotten if it was: however many
 * arrive at once, only five are looked at.
 */
export function createAttempts({ db, clock, vault }: { db: Db; clock: Clock; vault: Vault }) {
  const hashOf = ({ kind, of }: Subject): string => vault.hash(`attempt ${kind} ${of}`)

  return {
    /**
     * One more attempt to prove something.
     * @throws Problem sign_in_locked
     */
    async begin(organizationKey: string, subject: Subject): Promise<void> {
      const now = clock.now()
      const lockedUntil = await transaction({ db: db }, async ({ db: trx }) => {
        const hash = hashOf(subject)
        const expiresAt = toTimestamp(now + memoryMilliseconds)
        const attempts = await countAttempt(trx, organizationKey, hash, { now: toTimestamp(now), expiresAt })
        if (attempts === undefined) return (await selectLockedUntil(trx, organizationKey, hash)) ?? toTimestamp(now)
        const duration = lockMilliseconds(attempts)
        if (duration > 0) await lockSubject(trx, organizationKey, hash, toTimestamp(now + duration))
        return undefined
      })
      if (lockedUntil !== undefined) throw locked(Date.parse(lockedUntil) - now)
    },

    /** It was right: the next failure is the first one again. */
    succeeded: (trx: Db, organizationKey: string, subject: Subject): Promise<void> =>
      deleteAttempts(trx, organizationKey, hashOf(subject)),

    /** Changes nothing, and costs what storing a failure costs. */
    idle: (trx: Db, organizationKey: string, subject: Subject): Promise<void> =>
      touchAttempts(trx, organizationKey, hashOf(subject)),

    /**
     * Whether something that costs is still allowed, and counts it.
     * @param most so many in `milliseconds`
     */
    async allows(
      trx: Db,
      organizationKey: string,
      subject: Subject,
      { most, milliseconds }: { most: number; milliseconds: number },
    ): Promise<boolean> {
      const hash = hashOf(subject)
      const now = clock.now()
      const expiresAt = toTimestamp(now + milliseconds)
      const attempts = await countAttempt(trx, organizationKey, hash, { now: toTimestamp(now), expiresAt })
      if (attempts === undefined) return false
      if (attempts >= most) await lockSubject(trx, organizationKey, hash, expiresAt)
      return true
    },

    /** Of all organizations */
    deleteExpired: (now: string): Promise<void> => deleteExpiredAttempts(db, now),
  }
}

function locked(milliseconds: number): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  return new Problem('sign_in_locked', `Too many attempts failed. Try again in ${seconds} seconds.`, {
    'retry-after': String(seconds),
  })
}
