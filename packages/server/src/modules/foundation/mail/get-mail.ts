import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { decryptMailContent } from './mail-content.ts'
import { type MailRow, selectMail } from './mails-repository.ts'

type MailDetails = MailRow & { text: string | null; html: string | null }

/**
 * A mail, with its content while it is kept. Contents hold links and codes with which one can act as any other user, so
 * this needs every permission that controls access.
 * @throws Problem permission_missing, mail_not_found
 */
export async function getMail(
  { db, vault }: Parts<'vault'>,
  principal: Principal,
  askedKey: string,
): Promise<MailDetails> {
  requireEveryControllingPermission(principal, 'Reading a mail')
  const id = { organizationKey: principal.organizationKey, key: normalKey(askedKey) }
  const row = await selectMail(db, id)
  if (!row) {
    throw new Problem('mail_not_found', `There is no mail with the key ${id.key}. Mails are kept for 30 days.`)
  }
  const { contentEncrypted, ...mail } = row
  if (mail.status !== 'kept' || !contentEncrypted) return { ...mail, text: null, html: null }
  return { ...mail, ...decryptMailContent(vault, id, contentEncrypted) }
}
