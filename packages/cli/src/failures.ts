import { PorticoConnectionError, PorticoError } from '@portico/sdk'
import { SettingError } from '@portico/server/config/settings.ts'
import { isDatabaseFailure } from '@portico/server/db/failures.ts'
import { FolderInUse } from '@portico/server/db/folder-lock.ts'
import { DatabaseTooNew } from '@portico/server/db/migrate.ts'
import { Problem } from '@portico/server/problems/problem.ts'
import type { CommanderError } from 'commander'

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

/** commander has said what was wrong already; --help and --version end here too. */
export function usageFailure(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : 2)
}

/** One line for what was to be expected, the whole error for what was not. Exit status 1. */
export function reportFailure(error: unknown): void {
  process.exitCode = 1
  if (expected.some((kind) => error instanceof kind)) {
    console.error(`portico: ${(error as Error).message}`)
  } else if (isDatabaseFailure(error)) {
    console.error(`portico: the database cannot be used: ${(error as Error).message}`)
  } else if (isFileProblem(error)) {
    console.error(`portico: ${(error as Error).message}`)
  } else {
    console.error(error)
  }
}

const isFileProblem = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EISDIR'].includes(
    (error as NodeJS.ErrnoException)?.code ?? '',
  )
