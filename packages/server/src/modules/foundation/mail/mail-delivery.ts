import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import type { MailSender, SmtpServer } from '../../../config/smtp.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import type { MailId } from './mail.ts'
import { decryptMailContent } from './mail-content.ts'
import { type ClaimedMail, claimMail, finishAttempt, type MailOutcome } from './mail-repository.ts'
import { routeOf } from './mail-settings.ts'
import { createMailer, type Mailer, type SmtpOptions } from './mailer.ts'
import { SmtpFailure } from './smtp-failure.ts'

export interface MailDeliveryDependencies {
  db: Db
  clock: Clock
  vault: Vault
  /** For organizations that have no server of their own */
  defaultServer: (SmtpServer & { from: MailSender }) | undefined
  smtpOptions?: SmtpOptions
}

/** What came of one attempt. */
export type Attempt = { sent: string } | { failure: SmtpFailure }

/** Longer than sending one mail may take. */
export const leaseMilliseconds = 120_000

const minute = 60_000
const delays = [1, 5, 15, 60].map((minutes) => minutes * minute)
const longestDelay = 120 * minute
const patience = 24 * 60 * minute

export type MailDelivery = ReturnType<typeof createMailDelivery>

/** Sends single mails of the outbox and notes what came of it. */
export function createMailDelivery({ db, clock, vault, defaultServer, smtpOptions }: MailDeliveryDependencies) {
  const timestamp = (after = 0): string => toTimestamp(clock.now() + after)

  /** Tried again after a while, and given up a day after the mail was written. */
  function afterFailure({ attempts, createdAt }: ClaimedMail, failure: SmtpFailure, isLast: boolean): MailOutcome {
    const next = clock.now() + (delays[attempts - 1] ?? longestDelay)
    const isOver = isLast || failure.isPermanent || next > Date.parse(createdAt) + patience
    return {
      status: isOver ? 'failed' : 'waiting',
      error: failure.message,
      nextAttemptAt: isOver ? null : toTimestamp(next),
      sentAt: null,
      erases: isOver,
    }
  }

  return {
    /** A connection to the organization's SMTP server; undefined where there is none. */
    async open(organizationKey: string): Promise<Mailer | undefined> {
      const route = await routeOf({ db, vault, defaultServer }, organizationKey)
      return route && createMailer(route, smtpOptions)
    },

    /** Takes the mail for a worker. Undefined where another one has it, or it was not due by `dueBy`. */
    claim: (id: MailId, worker: string, dueBy = timestamp()): Promise<ClaimedMail | undefined> =>
      claimMail(db, id, { worker, now: dueBy, until: toTimestamp(Date.parse(dueBy) + leaseMilliseconds) }),

    /** @param isLast where a failure is final, because somebody waits for the answer */
    async attempt(
      claimed: ClaimedMail,
      mailer: Mailer,
      { worker, signal, isLast = false }: { worker: string; signal?: AbortSignal; isLast?: boolean },
    ): Promise<Attempt> {
      const { to, createdAt, subject, contentEncrypted } = claimed
      try {
        const content = { subject, ...decryptMailContent(vault, claimed, contentEncrypted) }
        const sent = await mailer.send({ id: claimed, to, createdAt, ...content }, signal)
        const outcome: MailOutcome = {
          status: 'sent',
          error: null,
          nextAttemptAt: null,
          sentAt: timestamp(),
          erases: true,
        }
        await finishAttempt(db, claimed, worker, outcome)
        return { sent }
      } catch (error) {
        if (!(error instanceof SmtpFailure)) throw error
        await finishAttempt(db, claimed, worker, afterFailure(claimed, error, isLast))
        return { failure: error }
      }
    },

    /** The settings are gone: nobody sends it any more. */
    async keep(claimed: ClaimedMail, worker: string): Promise<{ to: string; subject: string; text: string }> {
      await finishAttempt(db, claimed, worker, {
        status: 'kept',
        error: null,
        nextAttemptAt: null,
        sentAt: null,
        erases: false,
      })
      const { text } = decryptMailContent(vault, claimed, claimed.contentEncrypted)
      return { to: claimed.to.address, subject: claimed.subject, text }
    },
  }
}
