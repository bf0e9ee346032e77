import { closeSync, existsSync, openSync } from 'node:fs'

/** Makes the file readable by this user only, before SQLite makes it for all users. Its WAL gets the same permissions. */
export function makePrivate(file: string): void {
  // An existing file is not opened: closing it would release SQLite's locks on it, which belong to the process.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
}
