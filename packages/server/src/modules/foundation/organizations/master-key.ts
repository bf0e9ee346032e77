import type { Vault } from '../../../config/secrets.ts'
import { SettingError } from '../../../config/settings.ts'
import type { Db } from '../../../db/transaction.ts'
import { masterKeyFingerprint } from './organizations-service.ts'

/**
 * Refuses to work on a database with another master key than the one it was written with: its signing keys could not be
 * read, and no client secret would match.
 * @throws SettingError
 */
export async function checkMasterKey(db: Db, vault: Vault): Promise<void> {
  const fingerprint = await masterKeyFingerprint(db)
  if (fingerprint === undefined || fingerprint === vault.fingerprint) return
  throw new SettingError(
    'PORTICO_MASTER_KEY: the database was written with another master key. Give that one, or put its file master.key back into the data folder.',
  )
}
