import { type Cipher, mark } from '../../../config/cipher.ts'
import type { Config } from '../../../config/config.ts'
import { type EncryptedColumn, encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import { decryptFormer, formerHashKey } from '../../../config/former-cipher.ts'
import { hashPurposes } from '../../../config/vault.ts'
import type { Database } from '../../../db/database.ts'
import { eraseDeletedData } from '../../../db/erase-deleted-data.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { lockDeployment } from './deployment-repository.ts'
import { type EncryptedValue, selectEncryptedValues, updateEncryptedValue } from './encrypted-values-repository.ts'
import { selectHashKeys } from './hash-keys-repository.ts'
import { storeHashKeys } from './load-hash-keys.ts'

type Place = Pick<Config, 'dataFolder'>
type Row = EncryptedValue['row']

/** What the values of each column were bound to, before ciphertexts carried the id of their key. */
const formerContexts: Partial<Record<EncryptedColumn, (row: Row) => string>> = {
  'signing_keys.private_key_encrypted': ({ organization_key, key }) => `signing-key ${organization_key} ${key}`,
  'mail_settings.password_encrypted': ({ organization_key }) => `mail-settings ${organization_key}`,
  'mails.content_encrypted': ({ organization_key, key }) => `mail ${organization_key} ${key}`,
  'identity_providers.client_secret_encrypted': ({ organization_key, key }) =>
    `identity-provider ${organization_key} ${key}`,
  'authenticators.secret_encrypted': ({ organization_key, user_key }) =>
    `authenticator ${organization_key} ${user_key}`,
}

/**
 * Converts a database that was written before ciphertexts carried the id of their key, once, all or nothing. Client
 * secrets, sessions and links that were hashed go on working: every purpose gets the key that they were hashed with.
 */
export async function convertFormerValues(
  database: Pick<Database, 'db' | 'engine'>,
  place: Place,
  cipher: Cipher,
): Promise<void> {
  await convertAll(database.db, cipher)
  const tables = encryptedColumnNames.map((column) => column.split('.')[0] ?? '')
  await eraseDeletedData(database, place, [...new Set(tables)], { rewrite: true })
}

const convertAll = (db: Db, cipher: Cipher): Promise<void> =>
  transaction({ db }, async ({ db }) => {
    await lockDeployment(db)
    // Another node that started at the same moment may have converted it.
    if ((await selectHashKeys(db)).length > 0) return
    const { current } = cipher.keys
    await storeHashKeys(db, cipher, new Map(hashPurposes.map((purpose) => [purpose, formerHashKey(current)])))
    for (const [column, contextOf] of Object.entries(formerContexts)) {
      await convertColumn(db, cipher, column as EncryptedColumn, ({ row, value }) =>
        decryptFormer(current, contextOf(row), value),
      )
    }
    // These were a list of hashes that was not encrypted.
    await convertColumn(db, cipher, 'authenticators.recovery_codes_encrypted', ({ value }) => value)
  })

async function convertColumn(
  db: Db,
  cipher: Cipher,
  column: EncryptedColumn,
  plainOf: (found: EncryptedValue) => string,
): Promise<void> {
  const limit = 200
  let found: EncryptedValue[] = []
  do {
    found = await selectEncryptedValues(db, column, { after: found.at(-1), limit, notBeginningWith: mark })
    for (const each of found) {
      await updateEncryptedValue(db, column, each, cipher.encrypt(column, each.row as never, plainOf(each)))
    }
  } while (found.length === limit)
}
