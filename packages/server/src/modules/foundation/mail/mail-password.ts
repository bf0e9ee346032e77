import type { Vault } from '../../../config/vault.ts'

const column = 'mail_settings.password_encrypted'

/** The password of an SMTP server as it is stored */
export const encryptMailPassword = (vault: Vault, organizationKey: string, password: string): string =>
  vault.encrypt(column, { organization_key: organizationKey }, password)

/** The password of an SMTP server as it is sent */
export const decryptMailPassword = (vault: Vault, organizationKey: string, encrypted: string): string =>
  vault.decrypt(column, { organization_key: organizationKey }, encrypted)
