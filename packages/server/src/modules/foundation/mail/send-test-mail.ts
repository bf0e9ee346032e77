import { setTimeout as wait } from 'node:timers/promises'
import { clockTolerance } from '../../../config/clock.ts'
import type { Language } from '../../../config/languages.ts'
import { isMailAddress } from '../../../config/smtp.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { claimDueMail, deliverMail, leaseMilliseconds } from './deliver-mail.ts'
import { enqueueMail } from './enqueue-mail.ts'
import type { MailContent } from './mail.ts'
import { mailSettingInvalid } from './mail-settings-rules.ts'
import { usualSmtpOptions } from './mailer.ts'
import { countMailsSince } from './mails-repository.ts'
import { openMailer } from './open-mailer.ts'
import type { MailerParts, SmtpOptions } from './outgoing-mails.ts'

type TestMailParts = Parts<'clock' | 'vault' | 'config' | 'log'> &
  MailerParts & {
    smtpOptions?: SmtpOptions
    unreachableMilliseconds?: number
  }

interface TestMail {
  to: string
  /** In which it is written; English unless given */
  language?: Language | undefined
  /** What it says, unless that mail has arrived */
  content?: MailContent
}

/** Connecting and the greeting together take less than this, and are given up before it. */
const answerUnreachableAfter = 10_000
/** Enough to set up a server, too few to fill somebody's mailbox or to harm the name of the sender */
const mostInAnHour = 50
const testOptions: SmtpOptions = { ...usualSmtpOptions, connectMilliseconds: 4_000 }

/**
 * Sends a message while the caller waits, and answers what the server says. Without a server it is kept, as all mail
 * is. That no server can be reached is answered after a fixed time: otherwise the time would tell whether a name
 * exists, a port is closed or a firewall is in between.
 * @throws Problem mail_settings_invalid, test_mails_limited, or one of smtp_… that says what failed
 */
export async function sendTestMail(parts: TestMailParts, principal: Principal, request: TestMail) {
  const { to } = request
  const { organizationKey } = principal
  if (!isMailAddress(to)) throw mailSettingInvalid('to', 'must be an address such as ada@example.com')
  const key = await storeTestMail(parts, principal, request)
  const began = performance.now()
  const mailer = await openMailer(parts, organizationKey, parts.smtpOptions ?? testOptions)
  if (!mailer) return { key, status: 'kept' as const, answer: null }
  try {
    const worker = newKey(parts.clock.now())
    const dueBy = toTimestamp(parts.clock.now() + leaseMilliseconds)
    const claimed = await claimDueMail(parts, { organizationKey, key }, worker, dueBy)
    if (!claimed) throw new Problem('smtp_unreachable', 'The settings were changed meanwhile. Try again.')
    const delivery = await deliverMail(parts, claimed, mailer, { worker, isLast: true })
    if ('sent' in delivery) return { key, status: 'sent' as const, answer: delivery.sent }
    const { problem, message } = delivery.failure
    if (problem === 'smtp_unreachable') {
      const after = parts.unreachableMilliseconds ?? answerUnreachableAfter
      await wait(Math.max(0, began + after - performance.now()))
    }
    throw new Problem(problem, message)
  } finally {
    mailer.close()
  }
}

/** Not due before the lease is over, so that no worker takes it: its sender waits for the answer. */
const storeTestMail = (
  parts: TestMailParts,
  principal: Principal,
  { to, language, content }: TestMail,
): Promise<string> =>
  transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await requireFewTestMails(parts, organizationKey)
    const entity = { type: 'mail-settings' as const, key: organizationKey, name: 'Mail settings' }
    await recordChange(parts, principal, { action: 'mail-settings.tested', entity, after: { to } })
    const request = { kind: 'test', to: { address: to, name: null, language }, values: {} } as const
    return enqueueMail(parts, organizationKey, request, { delayMilliseconds: leaseMilliseconds, content })
  })

/** Of the organization, whoever sends them: they may go to any address. */
async function requireFewTestMails({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<void> {
  await lockOrganizationRow(db, organizationKey)
  const now = clock.now()
  const hour = { since: toTimestamp(now - 3_600_000), until: toTimestamp(now + clockTolerance) }
  if ((await countMailsSince(db, organizationKey, 'test', hour)) < mostInAnHour) return
  const detail = `An organization may send ${mostInAnHour} test messages in an hour. Try again later.`
  throw new Problem('test_mails_limited', detail, { 'retry-after': '600' })
}
