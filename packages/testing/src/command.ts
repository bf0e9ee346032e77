import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable, Writable } from 'node:stream'
import type { Io } from '@portico/cli/io.ts'
import type { Credentials } from '@portico/server/modules/api-clients/clients/credentials.ts'
import { afterFile } from './after-file.ts'

/**
 * The program that users start: of the package that `npm test` has packed and installed. For a test file that is run by
 * itself, that of the project's folder.
 */
const modules = process.env.PORTICO_TEST_PACKAGE ?? join(import.meta.dirname, '../../../node_modules')
export const porticoProgram = join(modules, 'portico/bin/portico.cjs')

interface CommandOptions {
  /** Environment variables besides those of this process, whose PORTICO_* are left out */
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** A file that standard output goes to; otherwise the caller reads it */
  stdout?: number
}

/** How a command ended, and what it wrote. */
export interface CommandResult {
  code: number | null
  stdout: string
  stderr: string
}

let former: Promise<unknown> = Promise.resolve()

/**
 * Runs a `portico` command in this process, with streams, environment and exit status of its own: the program that ships
 * without the half second that a process takes to load it. One after the other, as SQLite waits for the others' locks
 * while its whole process waits. A start belongs here only where it is refused: a server has its process for itself.
 */
export async function portico(
  args: readonly string[],
  { env = {} }: Pick<CommandOptions, 'env'> = {},
): Promise<CommandResult> {
  const { runProgram } = await import('@portico/cli/program.ts')
  const { runWithIo } = await import('@portico/cli/io.ts')
  const result: CommandResult = { code: 0, stdout: '', stderr: '' }
  const collect = (name: 'stdout' | 'stderr') =>
    new Writable({
      decodeStrings: false,
      write(text, _encoding, done) {
        result[name] += text
        done()
      },
    })
  const given = Object.assign(new EventEmitter(), {
    env: environmentWith(env),
    stdin: Readable.from([]),
    stdout: collect('stdout'),
    stderr: collect('stderr'),
    exitCode: undefined,
  }) as unknown as Io
  const run = former.then(() => runWithIo(given, () => runProgram(args)))
  former = run.catch(() => {})
  await run
  return { ...result, code: Number(given.exitCode ?? 0) }
}

/** Runs the `portico` command in a process, as people do, and waits for its end. */
export async function porticoProcess(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const child = spawnPortico(args, options)
  const result = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text) => {
      result[name] += text
    })
  }
  const [code] = await once(child, 'close')
  return { code, ...result }
}

/** Runs a command that must succeed, with --json, and returns what it printed. */
export async function porticoJson<T = Record<string, unknown>>(
  args: string[],
  options?: Pick<CommandOptions, 'env'>,
): Promise<T> {
  const { code, stdout, stderr } = await portico([...args, '--json'], options)
  if (code !== 0) throw new Error(`portico ${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

/** A server in a process of its own. */
export interface ServerProcess {
  child: ChildProcess
  publicUrl: string
  /** Where the data is, for people */
  data: string
  /** Where it really listens */
  url: string
  metricsUrl: string
  isFirstStart: boolean
  credentials: Credentials | undefined
  setUpLink: string | undefined
  /** Lines that were logged, parsed */
  logLines: Record<string, unknown>[]
  /** Sends the signal and waits for the end: the exit status, or the name of the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

/** Starts a server on free ports and waits until it listens. */
export async function startProcess(args: string[], options: CommandOptions = {}): Promise<ServerProcess> {
  const child = spawnPortico(
    ['start', '--json', '--port', '0', '--metrics-port', '0', '--drain-time', '0', ...args],
    options,
  )
  const logLines: Record<string, unknown>[] = []
  let stderr = ''
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    stderr += `${line}\n`
    if (line.startsWith('{')) logLines.push(JSON.parse(line))
  })
  const closed = once(child, 'close')
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = await Promise.race([once(lines, 'line'), closed.then(() => [])])
  if (line === undefined) throw new Error(`portico start ended: ${stderr}`)
  const { listening, ...facts } = JSON.parse(line)
  return {
    child,
    ...facts,
    url: listening,
    logLines,
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      const [code, name] = await closed
      return name ?? code
    },
  }
}

/** The variables of this process without its PORTICO_*, and these. */
function environmentWith(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PORTICO_'))
  return { ...Object.fromEntries(own), ...more }
}

/** Starts the command, and leaves the rest to the caller. */
export function spawnPortico(args: readonly string[], { env = {}, cwd, stdout }: CommandOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [porticoProgram, ...args], {
    env: environmentWith(env),
    stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    ...(cwd ? { cwd } : {}),
  })
  afterFile(() => void child.kill('SIGKILL'))
  return child
}
