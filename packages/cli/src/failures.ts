import { inspect } from 'node:util'
import { PorticoConnectionError, PorticoError } from '@portico/sdk'
import { OperatorError } from '@portico/server/config/operator-error.ts'
import { isDatabaseFailure } from '@portico/server/db/failures.ts'
import { Problem } from '@portico/server/problems/problem.ts'
import { CommanderError } from 'commander'
import { io, printError } from './io.ts'

/** An error that the person at the terminal can correct. Its message says how. */
export class CommandError extends Error {}

const expected = [CommandError, OperatorError, Problem, PorticoError, PorticoConnectionError]

/** Prints one line for an expected error, the whole error otherwise. Sets the exit status: 2 for wrong usage, else 1. */
export function reportFailure(error: unknown): void {
  const output = io()
  if (error instanceof CommanderError) {
    // commander has printed what was wrong. --help and --version end here too.
    output.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  output.exitCode = 1
  if (expected.some((kind) => error instanceof kind)) {
    printError(`portico: ${(error as Error).message}`)
  } else if (isDatabaseFailure(error)) {
    const hint = databaseHints[(error as { code?: string }).code ?? '']
    printError(`portico: the database cannot be used: ${(error as Error).message}${hint ? `. ${hint}` : ''}`)
  } else if (isFileProblem(error)) {
    printError(`portico: ${fileProblemText(error)}`)
  } else {
    printError(inspect(error, { colors: output.stderr.isTTY }))
  }
}

/** What to do, by PostgreSQL's code: insufficient_privilege, invalid_catalog_name */
const databaseHints: Record<string, string> = {
  '42501':
    'Grant the user in --database what a server needs (select, insert, update, delete on all tables), or connect as their owner.',
  '3D000': "Make it: create database portico encoding 'UTF8' template template0.",
}

/** What keeps a file from being read or written, by the system's code */
const fileProblems: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not change it',
  EROFS: 'it can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something with this name is there already',
}

const isFileProblem = (error: unknown): error is NodeJS.ErrnoException =>
  Object.hasOwn(fileProblems, (error as NodeJS.ErrnoException)?.code ?? '')

/** Reading a folder as a file, or a full disk, fails with an error that has no path: then the system's own words as well. */
const fileProblemText = ({ code = '', path, message }: NodeJS.ErrnoException): string =>
  path ? `${path}: ${fileProblems[code]}.` : `${fileProblems[code]} (${message}).`
