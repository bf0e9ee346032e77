import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type EncryptedColumn, encryptedColumns, type RowOf } from './encrypted-columns.ts'
import type { MasterKeys } from './master-keys.ts'

/**
 * Encrypts under the current master key, and opens what was encrypted under any that is known. AES-256-GCM with a random
 * nonce, a key for each purpose, and table, column and row as associated data.
 */
export interface Cipher {
  keys: MasterKeys
  encrypt<C extends EncryptedColumn>(column: C, row: RowOf<C>, plain: string): string
  decrypt<C extends EncryptedColumn>(column: C, row: RowOf<C>, encrypted: string): string
  /** For what a browser keeps. `use` must be the same when decrypting. */
  encryptCookie(use: string, plain: string): string
  decryptCookie(use: string, encrypted: string): string
}

/** How everything begins that is encrypted under the master key with this id */
export const prefixOfKey = (id: string): string => `${mark}${id}.`

/** How everything begins that is encrypted */
export const mark = 'ptc1.'

const pattern = /^ptc1\.([0-9a-f]{16})\.([\w-]+)$/

/** The id of the master key that a value is encrypted under; undefined where it is no such value. */
export const keyIdOf = (encrypted: string): string | undefined => pattern.exec(encrypted)?.[1]

/** @param keys changed while it is rotated: what is written next follows */
export function createCipher(keys: MasterKeys): Cipher {
  const encrypt = (purpose: string, place: readonly string[], plain: string): string => {
    const { current } = keys
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', current.derive(`encryption of ${purpose}`), nonce).setAAD(
      bytesOf(place),
    )
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return prefixOfKey(current.id) + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
  }
  const decrypt = (purpose: string, place: readonly string[], encrypted: string): string => {
    const [, id = '', text = ''] = pattern.exec(encrypted) ?? []
    const key = keys.find(id)
    if (!key)
      throw new Error(`a value is encrypted under ${id ? `the master key ${id}, which is not known` : 'no key'}`)
    const bytes = Buffer.from(text, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key.derive(`encryption of ${purpose}`), bytes.subarray(0, 12), {
      authTagLength: 16,
    })
    decipher.setAAD(bytesOf(place)).setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  }
  return {
    keys,
    encrypt: (column, row, plain) => encrypt(encryptedColumns[column].purpose, placeOf(column, row), plain),
    decrypt: (column, row, encrypted) => decrypt(encryptedColumns[column].purpose, placeOf(column, row), encrypted),
    encryptCookie: (use, plain) => encrypt('cookies', ['cookie', use], plain),
    decryptCookie: (use, encrypted) => decrypt('cookies', ['cookie', use], encrypted),
  }
}

/** Table, column and row. Each row's columns are in one order, whatever the order of the caller's object. */
function placeOf<C extends EncryptedColumn>(column: C, row: RowOf<C>): string[] {
  const values = encryptedColumns[column].row.map((name) => (row as Record<string, string>)[name])
  if (values.some((value) => typeof value !== 'string')) throw new Error(`a row of ${column} needs all of its key`)
  return [...column.split('.'), ...(values as string[])]
}

/** As JSON, so that no two places have the same bytes */
const bytesOf = (place: readonly string[]): Buffer => Buffer.from(JSON.stringify(place))
