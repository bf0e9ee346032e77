import { SettingError } from '../../../config/settings.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertDeployment, selectDeployment } from './organizations-repository.ts'

/** The fingerprint of the master key that the database was written with; undefined in an empty database. */
export const masterKeyFingerprint = async ({ db }: Parts): Promise<string | undefined> =>
  (await selectDeployment(db))?.masterKeyFingerprint

/** Marks an empty database as written with this master key. @returns false where another node was first */
export const claimDeployment = ({ db, clock, vault }: Parts<'clock' | 'vault'>): Promise<boolean> =>
  insertDeployment(db, vault.fingerprint, toTimestamp(clock.now()))

/**
 * Refuses to work on a database with another master key than the one it was written with: its signing keys could not be
 * read, and no client secret would match.
 * @throws SettingError
 */
export async function checkMasterKey(parts: Parts<'vault'>): Promise<void> {
  const fingerprint = await masterKeyFingerprint(parts)
  if (fingerprint === undefined || fingerprint === parts.vault.fingerprint) return
  throw new SettingError(
    'PORTICO_MASTER_KEY: the database was written with another master key. Give that one, or put its file master.key back into the data folder.',
  )
}
