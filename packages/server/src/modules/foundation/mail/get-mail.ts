import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Principal, requirePermission } from '../permissions/principal.ts'
import { decryptMailContent } from './mail-content.ts'
import { type MailRow, selectMail } from './mails-repository.ts'

type MailDetails = MailRow & { text: string | null; html: string | null }

/**
 * A mail, with its content while it is kept. Contents hold codes with which one can act as another user, so this needs
 * *Manage organization* beside the permission of the route.
 * @throws Problem mail_not_found, permission_missing
 */
export async function getMail(
  { db, vault }: Parts<'vault'>,
  principal: Principal,
  askedKey: string,
): Promise<MailDetails> {
  const id = { organizationKey: principal.organizationKey, key: normalKey(askedKey) }
  const row = await selectMail(db, id)
  if (!row) {
    throw new Problem('mail_not_found', `There is no mail with the key ${id.key}. Mails are kept for 30 days.`)
  }
  requirePermission(principal, 'Organization management > Manage organization')
  const { contentEncrypted, ...mail } = row
  if (mail.status !== 'kept' || !contentEncrypted) return { ...mail, text: null, html: null }
  return { ...mail, ...decryptMailContent(vault, id, contentEncrypted) }
}
