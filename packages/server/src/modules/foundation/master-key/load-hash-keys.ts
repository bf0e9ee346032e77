import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { type Cipher, keyIdOf } from '../../../config/cipher.ts'
import { type HashKeys, type HashPurpose, hashPurposes } from '../../../config/vault.ts'
import type { Db } from '../../../db/transaction.ts'
import { anotherMasterKey } from './deployment.ts'
import { insertHashKeys, selectHashKeys } from './hash-keys-repository.ts'

const column = 'hash_keys.key_encrypted'

/**
 * The keys of keyed hashes. Those that are missing are made, once for all nodes.
 * @throws SettingError where they are encrypted under a master key that is not known, also where another node has just
 *   made them
 */
export async function loadHashKeys(db: Db, cipher: Cipher): Promise<HashKeys> {
  const stored = await readHashKeys(db, cipher)
  const missing = hashPurposes.filter((purpose) => !stored.has(purpose))
  if (missing.length === 0) return stored
  await storeHashKeys(db, cipher, new Map(missing.map((purpose) => [purpose, createSecretKey(randomBytes(32))])))
  return readHashKeys(db, cipher)
}

/** Stores these keys where there are none yet. */
export async function storeHashKeys(db: Db, cipher: Cipher, keys: HashKeys): Promise<void> {
  const rows = [...keys].map(([purpose, key]) => ({
    purpose,
    key_encrypted: cipher.encrypt(column, { purpose }, key.export().toString('base64url')),
  }))
  await insertHashKeys(db, rows)
}

async function readHashKeys(db: Db, cipher: Cipher): Promise<Map<HashPurpose, KeyObject>> {
  const rows = await selectHashKeys(db)
  if (rows.some(({ key_encrypted }) => !cipher.keys.find(keyIdOf(key_encrypted) ?? ''))) throw anotherMasterKey()
  return new Map(
    rows.map(({ purpose, key_encrypted }) => {
      const key = Buffer.from(cipher.decrypt(column, { purpose }, key_encrypted), 'base64url')
      return [purpose as HashPurpose, createSecretKey(key)]
    }),
  )
}
