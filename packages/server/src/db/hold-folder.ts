import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { OperatorError } from '../config/operator-error.ts'
import { isNoDatabase } from './failures.ts'
import { makePrivate, requireAccess } from './make-private.ts'

/** Another server works on the same data folder. */
export class FolderInUse extends OperatorError {}

/**
 * Holds the data folder for this process. The lock is an open exclusive transaction on an empty SQLite file beside the
 * database: the operating system releases it however the process ends. A file with a process id would stay.
 * @param advice what to do where a server holds it
 * @throws FolderInUse
 */
export function holdFolder(folder: string, advice = adviceForStart): { release(): void } {
  const file = join(folder, 'server.lock')
  // Whoever can read it can lock it, and keep the server from starting.
  makePrivate(file)
  restrict(file)
  requireAccess(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (isNoDatabase(error)) {
      throw new OperatorError(`${file} is damaged. Move it away while no server runs there: the start makes it again.`)
    }
    if ((error as { errcode?: number }).errcode !== 5) throw error
    throw new FolderInUse(`A Portico server uses the data folder ${folder} already. ${advice}`)
  }
  return { release: () => lock.close() }
}

const adviceForStart =
  'Stop it, or give this one a folder of its own with --data, or use PostgreSQL (--database), which many servers can share.'

/** For a file from before. Some file systems, those of mounted shares, have no modes to change. */
function restrict(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
