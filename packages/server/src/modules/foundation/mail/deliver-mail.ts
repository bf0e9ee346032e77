import type { Clock } from '../../../config/clock.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type ClaimedMail, claimMail, finishAttempt, type MailOutcome } from './due-mails-repository.ts'
import { logKeptMail } from './log-kept-mail.ts'
import type { MailId } from './mail.ts'
import { decryptMailContent } from './mail-content.ts'
import { noteWorkingServer } from './mail-settings-repository.ts'
import type { Mailer } from './mailer.ts'
import { SmtpFailure } from './smtp-failure.ts'

/** What came of one attempt: the server's answer, or why the mail was not sent. */
type Delivery = { sent: string } | { failure: SmtpFailure }

/** Longer than sending one mail may take. */
export const leaseMilliseconds = 120_000

const minute = 60_000
const delays = [1, 5, 15, 60].map((minutes) => minutes * minute)
/** In milliseconds, until the next attempt */
export const longestDelay = 120 * minute
const givenUpAfter = 24 * 60 * minute

/** Takes the mail for a worker. Undefined where another one has it, or it is not due by `dueBy`. */
export const claimDueMail = (
  { db, clock }: Parts<'clock'>,
  id: MailId,
  worker: string,
  dueBy = toTimestamp(clock.now()),
): Promise<ClaimedMail | undefined> =>
  claimMail(db, id, { worker, now: dueBy, until: toTimestamp(Date.parse(dueBy) + leaseMilliseconds) })

/**
 * Sends a mail that this worker has claimed, and stores what came of it.
 * @param isLast where a failure is final, because a person waits for the answer
 */
export async function deliverMail(
  { db, clock, vault, log }: Parts<'clock' | 'vault' | 'log'>,
  claimed: ClaimedMail,
  mailer: Mailer,
  { worker, signal, isLast = false }: { worker: string; signal?: AbortSignal; isLast?: boolean },
): Promise<Delivery> {
  const { to, createdAt, subject, contentEncrypted } = claimed
  const begun = toTimestamp(clock.now())
  try {
    const content = { subject, ...decryptMailContent(vault, claimed, contentEncrypted) }
    const sent = await mailer.send({ id: claimed, to, createdAt, ...content }, signal)
    const sentAt = toTimestamp(clock.now())
    await finishAttempt(db, claimed, worker, {
      status: 'sent',
      error: null,
      problem: null,
      nextAttemptAt: null,
      sentAt,
      erases: true,
    })
    await noteWorkingServer(db, claimed.organizationKey, begun, sentAt)
    return { sent }
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error
    const { organizationKey, key: mailKey } = claimed
    log.warn({ organizationKey, mailKey, reason: error.reason }, 'a mail could not be sent')
    await finishAttempt(db, claimed, worker, afterFailure(clock, claimed, error, isLast))
    return { failure: error }
  }
}

/** It is tried again after a while, and given up a day after it was written. */
function afterFailure(
  clock: Clock,
  { attempts, createdAt }: ClaimedMail,
  failure: SmtpFailure,
  isLast: boolean,
): MailOutcome {
  const next = clock.now() + (delays[attempts - 1] ?? longestDelay)
  const isOver = isLast || failure.isPermanent || next > Date.parse(createdAt) + givenUpAfter
  return {
    status: isOver ? 'failed' : 'waiting',
    error: failure.message,
    problem: failure.problem,
    nextAttemptAt: isOver ? null : toTimestamp(next),
    sentAt: null,
    erases: isOver,
  }
}

/** For a mail whose SMTP server was removed from the settings before it was sent. */
export async function keepMail(parts: Parts<'vault' | 'log'>, claimed: ClaimedMail, worker: string): Promise<void> {
  const kept: MailOutcome = {
    status: 'kept',
    error: null,
    problem: null,
    nextAttemptAt: null,
    sentAt: null,
    erases: false,
  }
  await finishAttempt(parts.db, claimed, worker, kept)
  const { text } = decryptMailContent(parts.vault, claimed, claimed.contentEncrypted)
  logKeptMail(parts, { to: claimed.to.address, subject: claimed.subject, text })
}
