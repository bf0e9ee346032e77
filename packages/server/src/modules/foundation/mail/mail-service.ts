import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { afterCommit, type Db } from '../../../db/transaction.ts'
import { type PageRequest, pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { organizationName } from '../organizations/organizations-service.ts'
import { type Principal, requirePermission } from '../permissions/principal.ts'
import type { MailContent, MailId, MailKind, MailRequest, MailStatus } from './mail.ts'
import { insertMail, type MailRow, selectMail, selectMails } from './mail-repository.ts'
import { selectMailSettings } from './mail-settings-repository.ts'
import { mailContent } from './mail-templates.ts'

export interface MailServiceDependencies {
  db: Db
  clock: Clock
  vault: Vault
  /** Whether the deployment has an SMTP server for organizations that have none of their own */
  hasDefault: boolean
  /** Called when there is mail to send */
  wake(): void
  /** Called with mail that nobody sends, to show it to whoever runs the server */
  onKept(mail: { to: string; subject: string; text: string }): void
}

export type MailService = ReturnType<typeof createMailService>

/** What the outbox's rows are encrypted with: one cannot be put in the place of another. */
export const contentContext = ({ organizationKey, key }: MailId): string => `mail ${organizationKey} ${key}`

export interface MailQuery extends PageRequest {
  status?: MailStatus[]
  kind?: MailKind[]
}

export type MailDetails = MailRow & { text: string | null; html: string | null }

export function createMailService({ db, clock, vault, hasDefault, wake, onKept }: MailServiceDependencies) {
  return {
    /**
     * Puts a mail into the outbox, in the transaction of what it is about. It is sent once that is stored; where there
     * is no SMTP server it is kept, for the mailbox page, and shown in the log.
     * @param delayMilliseconds how long the workers leave it alone
     * @returns its key
     */
    async enqueue(trx: Db, organizationKey: string, request: MailRequest, delayMilliseconds = 0): Promise<string> {
      const { subject, text, html } = mailContent(request, await organizationName(trx, organizationKey))
      const isKept = !hasDefault && (await selectMailSettings(trx, organizationKey)) === undefined
      const id = { organizationKey, key: newKey(clock.now()) }
      const now = toTimestamp(clock.now())
      await insertMail(trx, {
        organization_key: organizationKey,
        key: id.key,
        kind: request.kind,
        status: isKept ? 'kept' : 'waiting',
        to_address: request.to.address,
        to_name: request.to.name,
        subject,
        content_encrypted: vault.encrypt(JSON.stringify({ text, html }), contentContext(id)),
        attempts: 0,
        next_attempt_at: isKept ? null : toTimestamp(clock.now() + delayMilliseconds),
        claimed_by: null,
        error: null,
        created_at: now,
        sent_at: null,
      })
      afterCommit(trx, isKept ? () => onKept({ to: request.to.address, subject, text }) : wake)
      return id.key
    },

    async list({ organizationKey }: Principal, { status, kind, limit = 100, offset = 0 }: MailQuery) {
      const found = await selectMails(db, organizationKey, { statuses: status, kinds: kind, limit, offset })
      return pageOf(found.rows, found.total, { limit, offset })
    },

    /**
     * A mail, with its content while it is kept. Contents hold codes with which one becomes somebody else, so this needs
     * *Manage organization* beside the permission of the route.
     * @throws Problem mail_not_found, permission_missing
     */
    async read(principal: Principal, askedKey: string): Promise<MailDetails> {
      const id = { organizationKey: principal.organizationKey, key: normalKey(askedKey) }
      const row = await selectMail(db, id)
      if (!row) {
        throw new Problem('mail_not_found', `There is no mail with the key ${id.key}. Mails are kept for 30 days.`)
      }
      requirePermission(principal, 'Organization management > Manage organization')
      const { contentEncrypted, ...mail } = row
      const { text, html } =
        mail.status === 'kept' && contentEncrypted
          ? readContent(vault, id, contentEncrypted)
          : { text: null, html: null }
      return { ...mail, text, html }
    },
  }
}

export const readContent = (vault: Vault, id: MailId, encrypted: string): Pick<MailContent, 'text' | 'html'> =>
  JSON.parse(vault.decrypt(encrypted, contentContext(id)))
