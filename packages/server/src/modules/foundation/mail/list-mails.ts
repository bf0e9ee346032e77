import type { Parts } from '../../../db/parts.ts'
import { type PageRequest, pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../permissions/principal.ts'
import type { MailKind, MailStatus } from './mail.ts'
import { selectMails } from './mails-repository.ts'

interface MailQuery extends PageRequest {
  status?: MailStatus[]
  kind?: MailKind[]
}

/** The mails of the last 30 days without their content, the newest first. */
export async function listMails(
  { db }: Parts,
  { organizationKey }: Principal,
  { status, kind, limit = 100, offset = 0 }: MailQuery,
) {
  const found = await selectMails(db, organizationKey, { statuses: status, kinds: kind, limit, offset })
  return pageOf(found.rows, found.total, { limit, offset })
}
