import { newKey } from '../../../db/keys.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { afterCommit, rootOf, transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { claimDueMail, deliverMail, leaseMilliseconds } from './deliver-mail.ts'
import { createMailer, type Mailer } from './mailer.ts'
import type { SmtpOptions } from './outgoing-mails.ts'
import { SmtpFailure } from './smtp-failure.ts'
import type { MailSettingsParts, SettingsNotices } from './store-settings-notices.ts'

/** Shorter than what the worker grants: there is one attempt, and those that follow wait. */
const options: SmtpOptions = { connectMilliseconds: 5_000, silenceMilliseconds: 10_000, sendMilliseconds: 15_000 }

/** Begins to send the notices when the transaction of the change is over; nobody waits for it. */
export function sendAfterCommit(parts: MailSettingsParts, principal: Principal, notices: SettingsNotices): void {
  const later = { ...parts, db: rootOf(parts.db) }
  afterCommit(parts.db, () =>
    parts.pendingSettingsNotices.begin(principal.organizationKey, (signal) =>
      sendSettingsNotices(later, principal, notices, signal),
    ),
  )
}

/**
 * Sends the notices, once the change is stored. What fails is recorded, and the change stands. What has not begun when it
 * is aborted stays in the outbox, as after a crash.
 */
async function sendSettingsNotices(
  parts: MailSettingsParts,
  principal: Principal,
  { keys, servers }: SettingsNotices,
  signal: AbortSignal,
): Promise<void> {
  if (servers.length === 0 || keys.length === 0 || signal.aborted) return
  const { organizationKey } = principal
  const worker = newKey(parts.clock.now())
  const dueBy = toTimestamp(parts.clock.now() + leaseMilliseconds)
  const mailer = openFirstThatWorks(servers.map((server) => createMailer(parts, organizationKey, server, options)))
  const failures: string[] = []
  try {
    for (const key of keys) {
      if (signal.aborted) break
      const claimed = await claimDueMail(parts, { organizationKey, key }, worker, dueBy)
      if (!claimed) continue
      const delivery = await deliverMail(parts, claimed, mailer, { worker, signal, isLast: true })
      if ('failure' in delivery) failures.push(delivery.failure.message)
    }
  } finally {
    mailer.close()
  }
  if (failures.length > 0) await recordFailures(parts, principal, failures)
}

const recordFailures = (parts: MailSettingsParts, principal: Principal, failures: readonly string[]): Promise<void> =>
  transaction(parts, (parts) =>
    recordChange(parts, principal, {
      action: 'mail-settings.notice-failed',
      entity: { type: 'mail-settings', key: principal.organizationKey, name: 'Mail settings' },
      result: 'Failure',
      after: { administratorsNotTold: failures.length, reasons: [...new Set(failures)] },
    }),
  )

/** Sends each mail through the first server that takes it; one that cannot be reached is not tried again. */
function openFirstThatWorks(mailers: readonly Mailer[]): Mailer {
  const useless = new Map<Mailer, SmtpFailure>()
  return {
    async send(mail, signal) {
      let failure: SmtpFailure | undefined
      for (const mailer of mailers) {
        try {
          const known = useless.get(mailer)
          if (known) throw known
          return await mailer.send(mail, signal)
        } catch (error) {
          if (!(error instanceof SmtpFailure)) throw error
          if (error.concernsServer) useless.set(mailer, error)
          failure = error
        }
      }
      throw failure
    },
    close() {
      for (const mailer of mailers) mailer.close()
    },
  }
}
