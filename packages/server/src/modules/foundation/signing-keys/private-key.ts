import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Vault } from '../../../config/vault.ts'

interface KeyId {
  organizationKey: string
  kid: string
}

const column = 'signing_keys.private_key_encrypted'
const rowOf = ({ organizationKey, kid }: KeyId) => ({ organization_key: organizationKey, key: kid })

/** A private key as it is stored */
export const encryptPrivateKey = (vault: Vault, id: KeyId, key: KeyObject): string =>
  vault.encrypt(column, rowOf(id), key.export({ type: 'pkcs8', format: 'pem' }).toString())

/** The private key that `encryptPrivateKey` encrypted for the same id */
export const decryptPrivateKey = (vault: Vault, id: KeyId, encrypted: string): KeyObject =>
  createPrivateKey(vault.decrypt(column, rowOf(id), encrypted))
