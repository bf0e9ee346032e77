import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { OperatorError } from '../config/operator-error.ts'

/**
 * Makes the file readable by this user only, before SQLite makes it for all users. Its WAL gets the same permissions.
 * @throws OperatorError where something else has its name
 */
export function makePrivate(file: string): void {
  // An existing file is not opened: closing it would release SQLite's locks on it, which belong to the process.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  else if (!statSync(file).isFile()) throw new OperatorError(`${file} is no file. Move it away.`)
}

/** Throws the system's error where this user may not use the file, with its path: SQLite does not say which. */
export const requireAccess = (file: string): void => accessSync(file, constants.R_OK | constants.W_OK)
