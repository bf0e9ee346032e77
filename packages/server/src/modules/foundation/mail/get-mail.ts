import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { decryptMailContent } from './mail-content.ts'
import { type MailRow, selectMail } from './mails-repository.ts'

type MailDetails = MailRow & { text: string | null; html: string | null }

/**
 * A mail, with its content while it is kept. Contents hold links and codes with which one can act as any other user, so
 * this needs every permission that controls access, and is recorded.
 * @throws Problem permission_missing, mail_not_found
 */
export async function getMail(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
): Promise<MailDetails> {
  requireEveryControllingPermission(principal, 'Reading a mail')
  const mail = await readMail(parts, principal.organizationKey, key)
  if (mail.text === null) return mail
  await transaction(parts, (parts) =>
    recordChange(parts, principal, {
      action: 'mail.read',
      entity: { type: 'mail', key: mail.key, name: mail.subject },
      after: { kind: mail.kind, toAddress: mail.toAddress },
    }),
  )
  return mail
}

/** The same for whoever has been allowed to, unrecorded. @throws Problem mail_not_found */
export async function readMail(
  { db, vault }: Parts<'vault'>,
  organizationKey: string,
  askedKey: string,
): Promise<MailDetails> {
  const id = { organizationKey, key: normalKey(askedKey) }
  const row = await selectMail(db, id)
  if (!row) {
    throw new Problem('mail_not_found', `There is no mail with the key ${id.key}. Mails are kept for 30 days.`)
  }
  const { contentEncrypted, ...mail } = row
  if (mail.status !== 'kept' || !contentEncrypted) return { ...mail, text: null, html: null }
  return { ...mail, ...decryptMailContent(vault, id, contentEncrypted) }
}
