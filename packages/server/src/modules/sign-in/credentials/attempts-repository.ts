import { sql } from 'kysely'
import { deleteExpiredRows, deleteOldest } from '../../../db/delete-in-slices.ts'
import { hasCome } from '../../../db/has-come.ts'
import type { Db } from '../../../db/transaction.ts'

const primaryKey = ['organization_key', 'subject_hash'] as const

/** How many counts of a kind an organization keeps. One new count in 64 looks for those that are too many. */
export const mostOpenCounts = 50_000

/**
 * Counts one more attempt, in one statement: two at the same time are two. Nothing is counted while the subject is locked.
 * @param longestLock for how many milliseconds a subject is locked at most
 * @param openKind where anybody can cause a count for any name: of each kind, the number of counts is limited
 * @returns how many there are with this one, or undefined while the subject is locked
 */
export async function countAttempt(
  db: Db,
  organizationKey: string,
  subjectHash: string,
  {
    now,
    expiresAt,
    openKind = null,
    longestLock = 0,
  }: { now: string; expiresAt: string; openKind?: string | null; longestLock?: number },
): Promise<number | undefined> {
  const row = await db
    .insertInto('attempts')
    .values({
      organization_key: organizationKey,
      subject_hash: subjectHash,
      open_kind: openKind,
      attempts: 1,
      locked_until: null,
      expires_at: expiresAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_key', 'subject_hash'])
        .doUpdateSet({
          attempts: sql<number>`case when attempts.expires_at <= ${now} then 1 else attempts.attempts + 1 end`,
          locked_until: null,
          expires_at: expiresAt,
        })
        .where(hasCome('attempts.locked_until', now, longestLock)),
    )
    .returning('attempts')
    .executeTakeFirst()
  // The keyed hash decides who looks for what is too much: no caller can choose it.
  if (openKind !== null && row?.attempts === 1 && subjectHash.startsWith('A'))
    await deleteOldestAttempts(db, organizationKey, openKind)
  return row?.attempts
}

/**
 * Keeps those that were counted last: whoever wants to get rid of a count must make 50,000 others each time (SECURITY.md).
 * Keeping the highest ones instead would let those who made so many once get rid of every new one.
 */
function deleteOldestAttempts(db: Db, organizationKey: string, openKind: string): Promise<void> {
  const where = sql<boolean>`organization_key = ${organizationKey} and open_kind = ${openKind}`
  return deleteOldest(db, { table: 'attempts', primaryKey, where }, mostOpenCounts)
}

export async function lockSubject(
  db: Db,
  organizationKey: string,
  subjectHash: string,
  lockedUntil: string,
): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ locked_until: lockedUntil })
    .where('organization_key', '=', organizationKey)
    .where('subject_hash', '=', subjectHash)
    .execute()
}

export async function selectLockedUntil(db: Db, organizationKey: string, subjectHash: string): Promise<string | null> {
  const row = await db
    .selectFrom('attempts')
    .select('locked_until')
    .where('organization_key', '=', organizationKey)
    .where('subject_hash', '=', subjectHash)
    .executeTakeFirst()
  return row?.locked_until ?? null
}

/** Takes back one that was counted, where it turned out to be none. */
export async function uncountAttempt(db: Db, organizationKey: string, subjectHash: string): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ attempts: sql<number>`attempts - 1` })
    .where('organization_key', '=', organizationKey)
    .where('subject_hash', '=', subjectHash)
    .execute()
}

export async function deleteAttempts(db: Db, organizationKey: string, subjectHash: string): Promise<void> {
  await db
    .deleteFrom('attempts')
    .where('organization_key', '=', organizationKey)
    .where('subject_hash', '=', subjectHash)
    .execute()
}

/** Of all organizations */
export async function deleteExpiredAttempts(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'attempts', primaryKey, now, signal)
}
