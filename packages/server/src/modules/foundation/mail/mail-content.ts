import type { Vault } from '../../../config/vault.ts'
import type { MailContent, MailId } from './mail.ts'

const column = 'mails.content_encrypted'
const rowOf = ({ organizationKey, key }: MailId) => ({ organization_key: organizationKey, key })

/** Contents hold codes, so the outbox keeps them encrypted. */
export const encryptMailContent = (vault: Vault, id: MailId, { text, html }: Omit<MailContent, 'subject'>): string =>
  vault.encrypt(column, rowOf(id), JSON.stringify({ text, html }))

/** The text and the HTML of a mail, decrypted */
export const decryptMailContent = (vault: Vault, id: MailId, encrypted: string): Omit<MailContent, 'subject'> =>
  JSON.parse(vault.decrypt(column, rowOf(id), encrypted))
