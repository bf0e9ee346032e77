import { createDecipheriv, type KeyObject } from 'node:crypto'
import type { MasterKey } from './master-key.ts'

/** Opens what was encrypted before ciphertexts carried the id of their key. */
export function decryptFormer(masterKey: MasterKey, context: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', masterKey.derive('encryption'), bytes.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** The one key of all hashes, before each purpose had its own. */
export const formerHashKey = (masterKey: MasterKey): KeyObject => masterKey.derive('secret hash')
