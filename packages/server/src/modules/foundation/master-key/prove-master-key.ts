import { createCipher } from '../../../config/cipher.ts'
import { type EncryptedColumn, encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import type { MasterKey } from '../../../config/master-key.ts'
import { MasterKeys } from '../../../config/master-keys.ts'
import type { Database } from '../../../db/database.ts'
import { findOtherKeysInFiles } from '../../../db/erase-deleted-data.ts'
import type { Parts } from '../../../db/parts.ts'
import { type EncryptedValue, selectEncryptedValues } from './encrypted-values-repository.ts'
import { countValuesUnderOtherKeys } from './other-keys-repository.ts'

/** What was looked at, and what was found under another master key than this one */
export interface MasterKeyProof {
  masterKey: string
  columns: { column: EncryptedColumn; values: number; notOpened: number }[]
  /** Of every table, in every column that holds text: values under another key */
  elsewhere: { columns: number; found: { column: string; values: number }[] }
  /** Ids of other keys in the database's files, in space that was freed; null where they are not ours to read */
  inFiles: string[] | null
  isProven: boolean
}

const batch = 500

/** Opens every value with this key alone, and looks for values under another one wherever there is text. */
export async function proveMasterKey(
  { db, database, config }: Parts<'config'> & { database: Database },
  key: MasterKey,
): Promise<MasterKeyProof> {
  const { decrypt } = createCipher(new MasterKeys(key))
  const opens = (column: EncryptedColumn, { row, value }: EncryptedValue): boolean => {
    try {
      decrypt(column, row as never, value)
      return true
    } catch {
      return false
    }
  }
  const columns = []
  for (const column of encryptedColumnNames) {
    const counted = { column, values: 0, notOpened: 0 }
    let found: EncryptedValue[] = []
    do {
      found = await selectEncryptedValues(db, column, { after: found.at(-1), limit: batch })
      counted.values += found.length
      counted.notOpened += found.filter((each) => !opens(column, each)).length
    } while (found.length === batch)
    columns.push(counted)
  }
  const elsewhere = await countValuesUnderOtherKeys(db, key.id)
  const inFiles = await findOtherKeysInFiles(database, config, key.id)
  const isProven =
    columns.every(({ notOpened }) => notOpened === 0) && elsewhere.found.length === 0 && (inFiles ?? []).length === 0
  return { masterKey: key.id, columns, elsewhere, inFiles, isProven }
}
