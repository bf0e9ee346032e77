import type { Vault } from '../../../config/vault.ts'
import type { MailContent, MailId } from './mail.ts'

/** Binds an encrypted content to its row: one row's content cannot be put into another. */
const contextOf = ({ organizationKey, key }: MailId): string => `mail ${organizationKey} ${key}`

/** Contents hold codes, so the outbox keeps them encrypted. */
export const encryptMailContent = (vault: Vault, id: MailId, { text, html }: Omit<MailContent, 'subject'>): string =>
  vault.encrypt(JSON.stringify({ text, html }), contextOf(id))

/** The text and the HTML of a mail, decrypted */
export const decryptMailContent = (vault: Vault, id: MailId, encrypted: string): Omit<MailContent, 'subject'> =>
  JSON.parse(vault.decrypt(encrypted, contextOf(id)))
