import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

/**
 * Counts one more attempt, in one statement: two at the same time are two. Nothing is counted while the subject is locked.
 * @returns how many there are with this one, or undefined while the subject is locked
 */
export async function countAttempt(
  db: Db,
  organizationKey: string,
  subjectHash: string,
  { now, expiresAt }: { now: string; expiresAt: string },
): Promise<number | undefined> {
  const row = await db
    .insertInto('attempts')
    .values({
      organization_key: organizationKey,
      subject_hash: subjectHash,
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
        .where((where) =>
          where.or([where('attempts.locked_until', 'is', null), where('attempts.locked_until', '<=', now)]),
        ),
    )
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts
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

/** Locks the row and writes it without a change. */
export async function updateAttemptsUnchanged(db: Db, organizationKey: string, subjectHash: string): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ expires_at: sql.ref('expires_at') })
    .where('organization_key', '=', organizationKey)
    .where('subject_hash', '=', subjectHash)
    .execute()
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
export async function deleteExpiredAttempts(db: Db, now: string): Promise<void> {
  await db.deleteFrom('attempts').where('expires_at', '<=', now).execute()
}
