import { prefixOfKey } from '../../../config/cipher.ts'
import type { EncryptedColumn } from '../../../config/encrypted-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { type EncryptedValue, selectEncryptedValues, updateEncryptedValue } from './encrypted-values-repository.ts'

const batch = 200

/**
 * Encrypts under the current key what a column holds under others, a batch in each transaction, so that others can write
 * in between. A value that somebody has written meanwhile stays as it is.
 * @returns how many there were
 */
export async function reencryptColumn(parts: Parts<'vault'>, column: EncryptedColumn): Promise<number> {
  const { vault } = parts
  const notBeginningWith = prefixOfKey(vault.keys.current.id)
  let count = 0
  let after: EncryptedValue | undefined
  for (;;) {
    const found = await transaction(parts, async ({ db }) => {
      const found = await selectEncryptedValues(db, column, { after, limit: batch, notBeginningWith })
      for (const each of found) {
        const row = each.row as never
        await updateEncryptedValue(db, column, each, vault.encrypt(column, row, vault.decrypt(column, row, each.value)))
      }
      return found
    })
    count += found.length
    if (found.length < batch) return count
    after = found.at(-1)
  }
}
