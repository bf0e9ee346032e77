import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { prepareDataFolder } from './data-folder.ts'
import { type MasterKey, masterKeyOf } from './master-key.ts'
import { SettingError } from './settings.ts'

/** The file of the master key, in the data folder */
export const keyFile = (dataFolder: string): string => join(dataFolder, 'master.key')
/** The file of the key that a rotation leads to */
export const nextKeyFile = (dataFolder: string): string => join(dataFolder, 'master-next.key')

/** @throws SettingError that names the source, and does not repeat what is in it */
export function decodeKey(text: string, source: string): MasterKey {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32) throw new SettingError(`the master key in ${source} must be 32 bytes in base64 or hex.`)
  return masterKeyOf(key)
}

/** The key in the file; undefined where there is no file. @throws SettingError */
export async function readKeyFile(file: string): Promise<MasterKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    // A folder, or far too large: that is no key either.
    if (error.code === 'EISDIR' || error.code === 'ERR_FS_FILE_TOO_LARGE') return ''
    throw error
  })
  return text === undefined ? undefined : decodeKey(text.trim(), file)
}

/**
 * Makes the file with a new key where there is none. It is written to another file, flushed and then linked, so that a
 * crash or a second process never leaves half a key.
 */
export async function createKeyFile(file: string): Promise<void> {
  prepareDataFolder(dirname(file))
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(temporary, file).catch(ignore('EEXIST'))
  await rm(temporary)
}

/**
 * Where the next key has become the key of the database: its file takes the place of the former one, which is kept
 * beside it for backups. A crash in between leaves both, and the next start goes on.
 * @returns the file of the former key
 */
export async function promoteNextKeyFile(dataFolder: string, currentId: string): Promise<string | undefined> {
  const [former, next] = [await readKeyFile(keyFile(dataFolder)), await readKeyFile(nextKeyFile(dataFolder))]
  if (next?.id !== currentId || !former) return undefined
  const kept = join(dataFolder, `master-${former.id}.key`)
  await link(keyFile(dataFolder), kept).catch(ignore('EEXIST'))
  await rename(nextKeyFile(dataFolder), keyFile(dataFolder)).catch(ignore('ENOENT'))
  return kept
}

const ignore =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error
  }
