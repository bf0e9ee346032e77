import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { prepareDataFolder } from './data-folder.ts'
import { type MasterKey, masterKeyOf } from './master-key.ts'
import { MasterKeys } from './master-keys.ts'
import { SettingError } from './settings.ts'

const keyFile = 'master.key'
const nextKeyFile = 'master-next.key'

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
  const file = join(dataFolder, keyFile)
  const text = (await readFile(file, 'utf8').catch(ignoreMissing)) ?? (create ? await createKeyFile(file) : undefined)
  if (text !== undefined) return new MasterKeys(decodeKey(text.trim(), file), others)
  throw new SettingError(
    `PORTICO_MASTER_KEY: it is not set, and there is no ${file}. Give the master key that the database was written with.`,
  )
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
  if (given !== undefined) return decodeKey(given, 'PORTICO_MASTER_KEY_NEXT')
  const file = join(dataFolder, nextKeyFile)
  const text = await readFile(file, 'utf8').catch(ignoreMissing)
  return text === undefined ? undefined : decodeKey(text.trim(), file)
}

function decodeKey(text: string, source: string): MasterKey {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32) throw new SettingError(`${source}: the master key must be 32 bytes in base64 or hex.`)
  return masterKeyOf(key)
}

/** Written to another file, flushed and then linked, so that a crash or a second process never leaves half a key. */
async function createKeyFile(file: string): Promise<string> {
  prepareDataFolder(dirname(file))
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(temporary, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(temporary)
  return readFile(file, 'utf8')
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
