import { announceWork } from '../../../db/announce-work.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { afterCommit, transaction } from '../../../db/transaction.ts'
import { organizationName } from '../organizations/list-organizations.ts'
import { logKeptMail } from './log-kept-mail.ts'
import type { MailContent, MailRequest } from './mail.ts'
import { encryptMailContent } from './mail-content.ts'
import { selectMailSettings } from './mail-settings-repository.ts'
import { selectMailTemplate } from './mail-templates-repository.ts'
import { insertMail } from './mails-repository.ts'
import { mailLanguage, renderMail, templateNameOf } from './render-mail.ts'

interface EnqueueOptions {
  /** How long the workers leave it alone */
  delayMilliseconds?: number
  /** Whether it is kept instead of sent; unless given, where there is no SMTP server */
  isKept?: boolean
  /** What it says, where it is written already */
  content?: MailContent | undefined
}

/**
 * Puts a mail into the outbox, in the transaction of what it is about. It is sent once that is stored. Where there is no
 * SMTP server, it is kept for the mailbox page and shown in the log.
 * @returns its key
 */
export function enqueueMail(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  organizationKey: string,
  request: MailRequest,
  options: EnqueueOptions = {},
): Promise<string> {
  return transaction(parts, async (parts) => {
    const { db, clock, vault, config } = parts
    const { subject, text, html } = options.content ?? (await write(parts, organizationKey, request))
    const hasServer = config.smtp !== undefined || (await selectMailSettings(db, organizationKey)) !== undefined
    const { delayMilliseconds = 0, isKept = !hasServer } = options
    const id = { organizationKey, key: newKey(clock.now()) }
    await insertMail(db, {
      organization_key: organizationKey,
      key: id.key,
      kind: request.kind,
      status: isKept ? 'kept' : 'waiting',
      to_address: request.to.address,
      to_name: request.to.name,
      subject,
      content_encrypted: encryptMailContent(vault, id, { text, html }),
      attempts: 0,
      next_attempt_at: isKept ? null : toTimestamp(clock.now() + delayMilliseconds),
      claimed_by: null,
      error: null,
      problem: null,
      created_at: toTimestamp(clock.now()),
      sent_at: null,
    })
    if (isKept) afterCommit(db, () => logKeptMail(parts, { to: request.to.address, subject, text }))
    else announceWork(db, 'mail')
    return id.key
  })
}

/** In the organization's own words, where it has some for this mail in this language */
async function write(parts: Parts, organizationKey: string, request: MailRequest): Promise<MailContent> {
  const name = templateNameOf(request)
  const own = await selectMailTemplate(parts.db, organizationKey, name, mailLanguage(request))
  return renderMail(request, await organizationName(parts, organizationKey), own)
}
