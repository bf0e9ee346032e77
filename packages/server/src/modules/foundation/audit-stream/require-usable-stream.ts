import { open, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { SettingError, type SettingValues } from '../../../config/settings.ts'

const reasons: Record<string, string> = {
  ENOENT: 'its folder does not exist. Make it first',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder. Name a file in it',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
}

/** The database, with what SQLite keeps beside it, the lock and the master keys */
const ownFile = /^(?:portico\.db|server\.lock|master\b.*\.key$)/

/**
 * Checks that the audit trail can be streamed there, and leaves the place as it is.
 * @throws SettingError
 */
export async function requireUsableStream(target: SettingValues['auditStream'], dataFolder: string): Promise<void> {
  if (target === undefined || target === 'stdout') return
  const { file } = target
  const refuse = (reason: string): SettingError =>
    new SettingError(`--audit-stream: the file ${file} cannot be written: ${reason}.`)
  const real = await realPathOf(file)
  if (ownFile.test(basename(real)) && dirname(real) === (await realpath(dataFolder).catch(() => dataFolder)))
    throw refuse('it belongs to the data folder. Give another name')
  try {
    if (await isSpecial(file)) throw refuse('it is a pipe or a device. Name a file, or - for standard output')
    await requireWritable(file)
  } catch (error) {
    if (error instanceof SettingError) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw refuse(reasons[code] ?? code)
  }
}

/** Also where a link leads to it, or where it is not there yet */
const realPathOf = (file: string): Promise<string> =>
  realpath(file).catch(async () => join(await realpath(dirname(file)).catch(() => dirname(file)), basename(file)))

/** The end of the stream is read again. A pipe has none, and opening one waits until somebody reads it. */
async function isSpecial(file: string): Promise<boolean> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return found !== undefined && !found.isFile() && !found.isDirectory()
}

/** Only making a file shows that it can be made. */
async function requireWritable(file: string): Promise<void> {
  const made = await open(file, 'ax', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const opened = made ?? (await open(file, 'a'))
  await opened.close()
  if (made) await rm(file)
}
