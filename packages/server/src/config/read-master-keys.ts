import { createKeyFile, decodeKey, keyFile, nextKeyFile, readKeyFile } from './key-file.ts'
import type { MasterKey } from './master-key.ts'
import { MasterKeys } from './master-keys.ts'
import { SettingError } from './settings.ts'

/**
 * The master key: PORTICO_MASTER_KEY (32 bytes in base64 or hex), else the file master.key of the data folder. Several
 * nodes on one PostgreSQL need the same key. While it is rotated, the next one is read as well.
 * @param create makes the file where there is none: for a database that nothing was written to yet
 * @throws SettingError
 */
export async function readMasterKeys(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  { create }: { create: boolean },
): Promise<MasterKeys> {
  const next = await readNextMasterKey(dataFolder, environment)
  const others = next ? [next] : []
  const given = environment.PORTICO_MASTER_KEY
  if (given !== undefined) return new MasterKeys(decodeKey(given, 'PORTICO_MASTER_KEY'), others)
  const file = keyFile(dataFolder)
  if (create) await createKeyFile(file)
  const key = await readKeyFile(file)
  if (key) return new MasterKeys(key, others)
  throw new SettingError(
    `the master key is missing: PORTICO_MASTER_KEY is not set, and there is no ${file}. Give the master key that the database was written with.`,
  )
}

/** Refuses variables that hold no key, before a database is opened. @throws SettingError */
export function requireUsableMasterKeys(environment: NodeJS.ProcessEnv): void {
  for (const name of ['PORTICO_MASTER_KEY', 'PORTICO_MASTER_KEY_NEXT']) {
    const given = environment[name]
    if (given !== undefined) decodeKey(given, name)
  }
}

/**
 * The key that a rotation leads to: PORTICO_MASTER_KEY_NEXT, else the file master-next.key of the data folder.
 * @throws SettingError
 */
export async function readNextMasterKey(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<MasterKey | undefined> {
  const given = environment.PORTICO_MASTER_KEY_NEXT
  return given === undefined ? readKeyFile(nextKeyFile(dataFolder)) : decodeKey(given, 'PORTICO_MASTER_KEY_NEXT')
}

/**
 * The same for the command that rotates: where the master key is a file, the next one is made.
 * @throws SettingError that says what to do
 */
export async function prepareNextMasterKey(dataFolder: string, environment: NodeJS.ProcessEnv): Promise<MasterKey> {
  const found = await readNextMasterKey(dataFolder, environment)
  if (found) return found
  if (environment.PORTICO_MASTER_KEY === undefined) {
    await createKeyFile(nextKeyFile(dataFolder))
    return prepareNextMasterKey(dataFolder, environment)
  }
  throw new SettingError(
    'the next master key is missing: PORTICO_MASTER_KEY_NEXT is not set. Make a key (openssl rand -base64 32), give it to every node in this variable, beside PORTICO_MASTER_KEY, restart the nodes one after the other, and run this again with both.',
  )
}
