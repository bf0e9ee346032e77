import { type ClaimedWorker, createClaimedWorker, type JobRun } from '../../../db/claimed-work.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { claimDueMail, deliverMail, keepMail, longestDelay } from './deliver-mail.ts'
import { endLongDelays, postponeDueMails, selectDue, selectDueOrganizations } from './due-mails-repository.ts'
import type { MailId } from './mail.ts'
import type { Mailer } from './mailer.ts'
import { openMailer } from './open-mailer.ts'
import type { MailerParts, SmtpOptions } from './outgoing-mails.ts'

const organizationsAtOnce = 50
/** How long a server that cannot be reached is left alone */
const pauseMilliseconds = 60_000

/**
 * Sends what is in the outbox: organizations side by side, so that none waits for the server of another, and the mails
 * of each one after the other on one connection. A claim lasts longer than sending takes, so that a mail is sent by one
 * node. Where a process ends between sending and storing that, the mail goes out again with the same Message-ID.
 */
export function createMailWorker(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & MailerParts & { smtpOptions?: SmtpOptions },
): ClaimedWorker {
  const { db, clock, log } = parts
  const worker = newKey(clock.now())
  const now = (after = 0): string => toTimestamp(clock.now() + after)

  /** @returns false where the next one would not get through either */
  async function sendNext(id: MailId, mailer: Mailer | undefined, signal: AbortSignal): Promise<boolean> {
    const claimed = await claimDueMail(parts, id, worker)
    if (!claimed) return true
    if (!mailer) {
      await keepMail(parts, claimed, worker)
      return true
    }
    const delivery = await deliverMail(parts, claimed, mailer, { worker, signal })
    if ('sent' in delivery) return true
    return !delivery.failure.concernsServer
  }

  async function sendMailsOf(organizationKey: string, { isStopping, signal }: JobRun): Promise<void> {
    const mailer = await openMailer(parts, organizationKey, parts.smtpOptions)
    try {
      while (!isStopping()) {
        const key = await selectDue(db, organizationKey, now())
        if (key === undefined) return
        if (await sendNext({ organizationKey, key }, mailer, signal)) continue
        if (!isStopping()) await postponeDueMails(db, organizationKey, now(), now(pauseMilliseconds))
        return
      }
    } finally {
      mailer?.close()
    }
  }

  return createClaimedWorker<string>(db, {
    kind: 'mail',
    pollMilliseconds: 2_000,
    async find(underWay) {
      await endLongDelays(db, now(), longestDelay)
      return selectDueOrganizations(db, now(), underWay, organizationsAtOnce)
    },
    carryOut: sendMailsOf,
    onError: (err) => log.error({ err }, 'the waiting mail could not be processed'),
  })
}
