import { accessSync, constants, mkdirSync } from 'node:fs'
import { SettingError } from './settings.ts'

const reasons: Record<string, string> = {
  EEXIST: 'there is a file in its place',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'it cannot be made there',
}

/**
 * Makes the data folder if it is missing, for this user alone.
 * @throws SettingError if it cannot be made or written
 */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    if (!reason) throw error
    throw new SettingError(`--data: the folder ${folder} cannot be used: ${reason}.`)
  }
}
