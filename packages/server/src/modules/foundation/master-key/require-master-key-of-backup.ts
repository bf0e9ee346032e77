import { decodeKey, keyFile, nextKeyFile, readKeyFile } from '../../../config/key-file.ts'
import { readNextMasterKey } from '../../../config/read-master-keys.ts'
import { SettingError } from '../../../config/settings.ts'
import type { BackupFacts } from '../../../db/backup-file.ts'

/**
 * Refuses a backup whose secrets would not open here.
 * @throws SettingError that names the key by its id
 */
export async function requireMasterKeyOfBackup(
  { masterKey, nextMasterKey }: BackupFacts,
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const missing = await findMissingMasterKey({ masterKey, nextMasterKey }, dataFolder, environment)
  if (missing === undefined) return
  const variable = missing === masterKey ? 'PORTICO_MASTER_KEY' : 'PORTICO_MASTER_KEY_NEXT'
  const file = missing === masterKey ? keyFile(dataFolder) : nextKeyFile(dataFolder)
  throw new SettingError(
    `the backup needs the master key ${missing}, which is not known here. Give it in ${variable}, or put its file back as ${file}. A rotation of the master key keeps the former one as master-${missing}.key.`,
  )
}

/** The id of a master key that the backup needs and that is not known here; undefined where all are. */
export async function findMissingMasterKey(
  { masterKey, nextMasterKey }: Pick<BackupFacts, 'masterKey' | 'nextMasterKey'>,
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const given = environment.PORTICO_MASTER_KEY
  const keys = [
    given === undefined ? await readKeyFile(keyFile(dataFolder)) : decodeKey(given, 'PORTICO_MASTER_KEY'),
    await readNextMasterKey(dataFolder, environment),
  ]
  const known = new Set(keys.map((key) => key?.id))
  return [masterKey, nextMasterKey].find((id) => id !== null && !known.has(id)) ?? undefined
}
