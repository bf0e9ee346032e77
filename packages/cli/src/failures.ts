import { inspect } from 'node:util'
import { PorticoConnectionError, PorticoError } from '@portico/sdk'
import { SettingError } from '@portico/server/config/settings.ts'
import { isDatabaseFailure } from '@portico/server/db/failures.ts'
import { FolderInUse } from '@portico/server/db/folder-lock.ts'
import { DatabaseTooNew } from '@portico/server/db/migrate.ts'
import { Problem } from '@portico/server/problems/problem.ts'
import { CommanderError } from 'commander'
import { io, printError } from './io.ts'

/** Something that the person at the terminal can do something about. */
export class CommandError extends Error {}

const expected = [
  CommandError,
  SettingError,
  FolderInUse,
  DatabaseTooNew,
  Problem,
  PorticoError,
  PorticoConnectionError,
]

/** One line for what was to be expected, the whole error for what was not. Exit status 1, of wrong usage 2. */
export function reportFailure(error: unknown): void {
  const own = io()
  if (error instanceof CommanderError) {
    // commander has said what was wrong already; --help and --version end here too.
    own.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  own.exitCode = 1
  if (expected.some((kind) => error instanceof kind)) {
    printError(`portico: ${(error as Error).message}`)
  } else if (isDatabaseFailure(error)) {
    printError(`portico: the database cannot be used: ${(error as Error).message}`)
  } else if (isFileProblem(error)) {
    printError(`portico: ${(error as Error).message}`)
  } else {
    printError(inspect(error, { colors: own.stderr.isTTY }))
  }
}

const isFileProblem = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EISDIR'].includes(
    (error as NodeJS.ErrnoException)?.code ?? '',
  )
