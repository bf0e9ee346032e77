import type { Vault } from '../../../config/vault.ts'

/** Binds the encrypted password to its organization: it cannot be put into the settings of another. */
const contextOf = (organizationKey: string): string => `mail-settings ${organizationKey}`

/** The password of an SMTP server as it is stored */
export const encryptMailPassword = (vault: Vault, organizationKey: string, password: string): string =>
  vault.encrypt(password, contextOf(organizationKey))

/** The password of an SMTP server as it is sent */
export const decryptMailPassword = (vault: Vault, organizationKey: string, encrypted: string): string =>
  vault.decrypt(encrypted, contextOf(organizationKey))
