import type { Vault } from '../../../config/secrets.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { type PageRequest, pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Principal, requirePermission } from '../permissions/principal.ts'
import type { MailKind, MailStatus } from './mail.ts'
import { decryptMailContent } from './mail-content.ts'
import { type MailRow, selectMail, selectMails } from './mail-repository.ts'

export interface MailServiceDependencies {
  db: Db
  vault: Vault
}

export type MailService = ReturnType<typeof createMailService>

export interface MailQuery extends PageRequest {
  status?: MailStatus[]
  kind?: MailKind[]
}

export type MailDetails = MailRow & { text: string | null; html: string | null }

export function createMailService({ db, vault }: MailServiceDependencies) {
  return {
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
          ? decryptMailContent(vault, id, contentEncrypted)
          : { text: null, html: null }
      return { ...mail, text, html }
    },
  }
}
