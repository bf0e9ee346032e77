import { open, rm } from 'node:fs/promises'
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

/**
 * Checks that the audit trail can be streamed there, and leaves the place as it is.
 * @throws SettingError
 */
export async function requireUsableStream(target: SettingValues['auditStream']): Promise<void> {
  if (target === undefined || target === 'stdout') return
  const { file } = target
  try {
    await requireWritable(file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new SettingError(`--audit-stream: the file ${file} cannot be written: ${reasons[code] ?? code}.`)
  }
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
