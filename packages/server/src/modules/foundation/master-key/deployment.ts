import { SettingError } from '../../../config/settings.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertDeployment, selectDeployment } from './deployment-repository.ts'

/** Whether the database was filled: an empty one belongs to no master key. */
export const isFilled = async ({ db }: Parts): Promise<boolean> => (await selectDeployment(db)) !== undefined

/** Marks an empty database as written with this master key. @returns false where another node was first */
export const claimDeployment = ({ db, clock, vault }: Parts<'clock' | 'vault'>): Promise<boolean> =>
  insertDeployment(db, vault.keys.current.fingerprint, toTimestamp(clock.now()))

/**
 * Refuses to work on a database with another master key than the one it was written with: its signing keys could not be
 * read, and no client secret would match.
 * @throws SettingError
 */
export async function checkMasterKey(parts: Parts<'vault'>): Promise<void> {
  const deployment = await selectDeployment(parts.db)
  if (deployment && deployment.masterKeyFingerprint !== parts.vault.keys.current.fingerprint) throw anotherMasterKey()
}

/** What is said where the master key is not that of the database */
export const anotherMasterKey = (): SettingError =>
  new SettingError(
    'the database was written with another master key than the one that is given. Give that one in PORTICO_MASTER_KEY, or put its file master.key back into the data folder.',
  )
