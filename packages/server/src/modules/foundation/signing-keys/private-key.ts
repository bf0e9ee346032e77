import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Vault } from '../../../config/vault.ts'

interface KeyId {
  organizationKey: string
  kid: string
}

/** Binds the encrypted key to its row: one row's key cannot be put into another. */
const contextOf = ({ organizationKey, kid }: KeyId): string => `signing-key ${organizationKey} ${kid}`

/** A private key as it is stored */
export const encryptPrivateKey = (vault: Vault, id: KeyId, key: KeyObject): string =>
  vault.encrypt(key.export({ type: 'pkcs8', format: 'pem' }).toString(), contextOf(id))

/** The private key that `encryptPrivateKey` encrypted for the same id */
export const decryptPrivateKey = (vault: Vault, id: KeyId, encrypted: string): KeyObject =>
  createPrivateKey(vault.decrypt(encrypted, contextOf(id)))
