import type { Vault } from '../../../config/vault.ts'

const column = 'one_time_codes.code_encrypted'

/** What is stored of a code. Six digits are found by trying once the key of a hash is known: they are encrypted. */
export const encryptCode = (vault: Vault, organizationKey: string, key: string, code: string): string =>
  vault.encrypt(column, { organization_key: organizationKey, key }, code)

/** The code that `encryptCode` encrypted for the same row */
export const decryptCode = (vault: Vault, organizationKey: string, key: string, encrypted: string): string =>
  vault.decrypt(column, { organization_key: organizationKey, key }, encrypted)
