import { inspect } from 'node:util'
import { PorticoConnectionError, PorticoError } from '@portico/sdk'
import { OperatorError } from '@portico/server/config/operator-error.ts'
import { SettingError, WrongValueError } from '@portico/server/config/settings.ts'
import { isDatabaseBusy, isDatabaseFailure } from '@portico/server/db/failures.ts'
import { Problem } from '@portico/server/problems/problem.ts'
import { type Command, CommanderError } from 'commander'
import { inWordsOfOptions } from './in-words-of-options.ts'
import { io, printError } from './io.ts'
import { keptByNpm, lastOptionIn, throughNpm } from './npm-options.ts'
import { clean } from './print.ts'

/** An error that the person at the terminal can correct. Its message says how. */
export class CommandError extends Error {}

/** One that says that the command was not given what it takes: it ends with 2, as other wrong usage does. */
export class UsageError extends CommandError {}

const expected = [CommandError, OperatorError, Problem, PorticoError, PorticoConnectionError]

/**
 * Prints one line for an expected error, the whole error otherwise. Sets the exit status: 2 for wrong usage, else 1.
 * @param command the one that was called: what the API refuses is named by its options
 */
export function reportFailure(error: unknown, command?: Command): void {
  const output = io()
  if (error instanceof CommanderError) {
    // commander has printed what was wrong. --help and --version end here too.
    output.exitCode = error.exitCode === 0 ? 0 : 2
    const npm = throughNpm(keptByNpm(output.env)[0] ?? '--port <number>', output.env)
    if (npm && error.code === 'commander.excessArguments') printError(`npm keeps options that stand before --: ${npm}`)
    return
  }
  output.exitCode = error instanceof WrongValueError || error instanceof UsageError ? 2 : 1
  if (expected.some((kind) => error instanceof kind)) {
    printError(`portico: ${refusalText(error as Error, command)}${npmHint(error)}`)
  } else if (isDatabaseBusy(error)) {
    printError(
      'portico: another process is using the database just now, such as a server that starts or carries out a bulk change. Try again in a moment.',
    )
  } else if (isDatabaseFailure(error)) {
    const hint = databaseHints[(error as { code?: string }).code ?? '']
    printError(`portico: the database cannot be used: ${(error as Error).message}${hint ? `. ${hint}` : ''}`)
  } else {
    const fileProblem = fileProblemOf(error)
    printError(fileProblem ? `portico: ${fileProblem}` : inspect(error, { colors: output.stderr.isTTY }))
  }
}

/** Of a server's answer, only its sentence is put in other words: beside it is the request. */
function refusalText(error: Error, command: Command | undefined): string {
  if (error instanceof Problem) return inWordsOfOptions(error.message, command)
  if (!(error instanceof PorticoError)) return error.message
  if (!error.detail) return clean(error.message)
  return clean(inWordsOfOptions(error.detail, command) + error.message.slice(error.detail.length))
}

/** Where npm ran the command: how the option that the message names is given through it */
function npmHint(error: unknown): string {
  const option = error instanceof SettingError ? lastOptionIn(error.message) : undefined
  const npm = option && throughNpm(option, io().env)
  return npm ? ` By npm: ${npm}` : ''
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
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'it cannot be read or written',
}

/**
 * Why a file cannot be read or written, as a sentence; undefined where that is not what failed. Reading a folder as a file, or a
 * full disk, fails with an error that has no path: then the system's own words as well.
 */
export function fileProblemOf(error: unknown): string | undefined {
  const { code = '', path, message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (!Object.hasOwn(fileProblems, code)) return undefined
  return path ? `${path}: ${fileProblems[code]}.` : `${fileProblems[code]} (${message}).`
}
