import { type RawBuilder, sql } from 'kysely'
import { endLongWaits } from '../../../db/end-long-waits.ts'
import type { Db } from '../../../db/transaction.ts'
import { updateInSlices } from '../../../db/update-in-slices.ts'
import type { MailId, MailStatus } from './mail.ts'
import type { SmtpProblem } from './smtp-failure.ts'

/** Makes mails due that were delayed before a clock was set back: by the index on status and next_attempt_at. */
export const endLongDelays = (db: Db, now: string, longest: number): Promise<void> =>
  endLongWaits(
    db,
    { table: 'mails', primaryKey: ['organization_key', 'key'], where: sql`status = 'waiting'` },
    'next_attempt_at',
    { now, longest },
  )

/** The organizations that have mail to send now, but for these: by the index on status and next_attempt_at. */
export async function selectDueOrganizations(
  db: Db,
  now: string,
  besides: readonly string[],
  limit: number,
): Promise<string[]> {
  let due = db.selectFrom('mails').select('organization_key').distinct()
  due = due.where('status', '=', 'waiting').where('next_attempt_at', '<=', now)
  if (besides.length > 0) due = due.where('organization_key', 'not in', besides)
  return (await due.limit(limit).execute()).map(({ organization_key }) => organization_key)
}

/** The mail of an organization that is due for longest. */
export async function selectDue(db: Db, organizationKey: string, now: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('mails')
    .select('key')
    .where('status', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .where('organization_key', '=', organizationKey)
    .orderBy('next_attempt_at')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
  return row?.key
}

export interface ClaimedMail extends MailId {
  to: { address: string; name: string | null }
  subject: string
  contentEncrypted: string
  attempts: number
  createdAt: string
}

/**
 * Takes a mail for a worker, for a while, and counts the attempt: also one that the process does not survive. Several
 * may try: on PostgreSQL the later one waits for the earlier one's row, then finds that the mail is no longer due.
 */
export async function claimMail(
  db: Db,
  { organizationKey, key }: MailId,
  { worker, now, until }: { worker: string; now: string; until: string },
): Promise<ClaimedMail | undefined> {
  const row = await db
    .updateTable('mails')
    .set({ claimed_by: worker, next_attempt_at: until, attempts: sql`attempts + 1` })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('status', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .returning(['to_address', 'to_name', 'subject', 'content_encrypted', 'attempts', 'created_at'])
    .executeTakeFirst()
  if (!row) return undefined
  return {
    organizationKey,
    key,
    to: { address: row.to_address, name: row.to_name },
    subject: row.subject,
    contentEncrypted: row.content_encrypted ?? '',
    attempts: row.attempts,
    createdAt: row.created_at,
  }
}

export interface MailOutcome {
  status: MailStatus
  error: string | null
  problem: SmtpProblem | null
  nextAttemptAt: string | null
  sentAt: string | null
  /** The content is of no use any more, and may hold a code. */
  erases: boolean
}

/** Stores the result of an attempt; nothing where another worker has claimed the mail since. */
export async function finishAttempt(
  db: Db,
  { organizationKey, key }: MailId,
  worker: string,
  { status, error, problem, nextAttemptAt, sentAt, erases }: MailOutcome,
): Promise<void> {
  await db
    .updateTable('mails')
    .set({
      status,
      error,
      problem,
      next_attempt_at: nextAttemptAt,
      sent_at: sentAt,
      claimed_by: null,
      ...(erases ? { content_encrypted: null } : {}),
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('claimed_by', '=', worker)
    .execute()
}

const waiting = (organizationKey: string, where: RawBuilder<boolean>) => ({
  table: 'mails' as const,
  primaryKey: ['organization_key', 'key'] as const,
  where: sql<boolean>`organization_key = ${organizationKey} and status = 'waiting' and ${where}`,
})

/** Delays the due mails of an organization whose server cannot be reached: there may be very many. */
export const postponeDueMails = (db: Db, organizationKey: string, now: string, until: string): Promise<void> =>
  updateInSlices(db, waiting(organizationKey, sql`next_attempt_at <= ${now}`), sql`next_attempt_at = ${until}`)

/** Makes the waiting mails of an organization due now, except those that a worker is sending. */
export const makeWaitingMailsDue = (db: Db, organizationKey: string, now: string): Promise<void> =>
  updateInSlices(
    db,
    waiting(organizationKey, sql`claimed_by is null and next_attempt_at > ${now}`),
    sql`next_attempt_at = ${now}`,
  )

/** Removes some of the mails that are older: by the index on created_at. @returns how many */
export async function deleteMailsBefore(db: Db, time: string, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('mails')
    .select(['organization_key', 'key'])
    .where('created_at', '<', time)
    .orderBy('created_at')
    .limit(limit)
    .execute()
  for (const [organizationKey, group] of Map.groupBy(rows, (row) => row.organization_key)) {
    const keys = group.map(({ key }) => key)
    await db.deleteFrom('mails').where('organization_key', '=', organizationKey).where('key', 'in', keys).execute()
  }
  return rows.length
}
