import type { Vault } from '../../../config/vault.ts'

/** Whose authenticator app */
interface Owner {
  organizationKey: string
  userKey: string
}

const secretColumn = 'authenticators.secret_encrypted'
const codesColumn = 'authenticators.recovery_codes_encrypted'
const rowOf = ({ organizationKey, userKey }: Owner) => ({ organization_key: organizationKey, user_key: userKey })

/** The secret of a user's authenticator app as it is stored */
export const encryptAuthenticatorSecret = (vault: Vault, owner: Owner, secret: string): string =>
  vault.encrypt(secretColumn, rowOf(owner), secret)

/** The secret that `encryptAuthenticatorSecret` encrypted for the same user */
export const decryptAuthenticatorSecret = (vault: Vault, owner: Owner, encrypted: string): string =>
  vault.decrypt(secretColumn, rowOf(owner), encrypted)

/**
 * The hashes of a user's recovery codes as they are stored: encrypted, because a code of 49 bits could be found by trying
 * once the key of the hashes is known.
 */
export const encryptRecoveryCodes = (vault: Vault, owner: Owner, hashes: readonly string[]): string =>
  vault.encrypt(codesColumn, rowOf(owner), JSON.stringify(hashes))

/** The hashes that `encryptRecoveryCodes` encrypted for the same user */
export const decryptRecoveryCodes = (vault: Vault, owner: Owner, encrypted: string): string[] =>
  JSON.parse(vault.decrypt(codesColumn, rowOf(owner), encrypted))
