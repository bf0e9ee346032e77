import { type ChildProcess, spawn } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { processorTime } from './processor-time.ts'
import type { Order } from './test-files.ts'
import type { TestLine } from './test-reporter.ts'

export type Failure = { name: string; place?: string; error: string }
export type FileResult = {
  file: string
  passed: number
  failures: Failure[]
  milliseconds: number
  /** Processor time of its process and of all that it started, in milliseconds, where the system tells */
  processor?: number | undefined
  output: string
}

export type RunOptions = {
  env: NodeJS.ProcessEnv
  /** How long a file may take, in milliseconds, and how long the process may take to end after its last one. */
  timeout: number
  signal: AbortSignal
}

/** A process that runs test files, one after the other. */
export interface TestProcess {
  /** Runs one more. If the process ends early, the file has failed, and the process runs no others. */
  run(file: string): Promise<FileResult>
  /** Whether it runs files still. */
  isAlive(): boolean
  /** Has it end by itself. @returns what went wrong after or beside the tests */
  end(): Promise<string | undefined>
}

/** Runs one test file in a process of its own. */
export async function runTestFile(file: string, options: RunOptions): Promise<FileResult> {
  const own = startTestProcess(options)
  const result = await own.run(file)
  const late = await own.end()
  return late ? { ...result, failures: [...result.failures, { name: file, error: late }] } : result
}

/** Starts a process for test files: what they load and what the engine has compiled serves all of them. */
export function startTestProcess({ env, timeout, signal }: RunOptions): TestProcess {
  const reporter = new URL('./test-reporter.ts', import.meta.url).href
  const entry = new URL('./test-files.ts', import.meta.url).pathname
  // A group of its own, so that ending it ends the servers that the tests started.
  const hooks = new URL('./test-hooks.ts', import.meta.url).href
  const reporting = [`--test-reporter=${reporter}`, '--test-reporter-destination=stdout']
  const child = spawn(process.execPath, ['--import', hooks, ...reporting, entry], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
  let lines: TestLine[] = []
  const notes: string[] = []
  let onDone = (): void => {}
  child.on('message', (line: TestLine) => {
    if (line.event === 'note') notes.push(line.message)
    else if (line.event === 'broken') {
      if (isRunning) stop(`an error that no test caught: ${line.error}`)
      else notes.push(line.error)
    } else lines.push(line)
    if (line.event === 'done') onDone()
  })

  let stopped: string | undefined
  const stop = (reason: string) => {
    stopped ??= reason
    endGroup(child)
  }
  const abort = () => stop('interrupted')
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  let exit: string | undefined
  const ended = new Promise<void>((done) => {
    const end = (how: string) => {
      exit ??= stopped ?? how
      signal.removeEventListener('abort', abort)
      done()
    }
    child.on('error', (error) => end(error.message))
    child.on('exit', (code, killed) => {
      endGroup(child)
      child.on('close', () => end(killed ? `killed by ${killed}` : `exit code ${code}`))
    })
  })
  const withinTime = async (work: Promise<void>): Promise<void> => {
    const timer = setTimeout(stop, timeout, `did not end within ${timeout / 1000} s`)
    await Promise.race([work, ended])
    clearTimeout(timer)
  }
  let hasFailed = false
  let isRunning = false

  return {
    isAlive: () => exit === undefined && stopped === undefined,
    async run(file) {
      const started = performance.now()
      const before = processorTime(child.pid ?? 0)
      lines = []
      output = ''
      const done = new Promise<void>((resolve) => (onDone = resolve))
      child.send({ file } satisfies Order, () => {})
      isRunning = true
      await withinTime(done)
      isRunning = false
      // What the file has written lies in the pipe by now, but messages come another way, and may be read first.
      for (let turns = 0; turns < 2; turns++) await setImmediate()
      const result = resultOf(file, lines, exit)
      hasFailed ||= result.failures.length > 0
      const after = processorTime(child.pid ?? 0)
      const processor = before === undefined || after === undefined ? undefined : after - before
      return { ...result, milliseconds: performance.now() - started, processor, output }
    },
    async end() {
      if (exit !== undefined) return undefined
      child.send('end' satisfies Order, () => {})
      await withinTime(ended)
      if (exit === 'exit code 0' || (exit === 'exit code 1' && hasFailed)) return undefined
      return stopped ?? `${exit}, though no test failed\n${notes.join('\n')}`
    },
  }
}

/** What the lines say of a file. @param exit how its process ended, if it did */
function resultOf(
  file: string,
  lines: TestLine[],
  exit: string | undefined,
): Pick<FileResult, 'file' | 'passed' | 'failures'> {
  const passed = lines.filter(({ event }) => event === 'pass').length
  const failures: Failure[] = lines.flatMap((line) => (line.event === 'fail' ? [line] : []))
  const own = failureOfFile(lines, passed + failures.length, exit)
  if (own) failures.push({ name: file, error: own })
  return { file, passed, failures }
}

/** What is wrong with the file beyond the tests that it reported; undefined when all is well. */
function failureOfFile(lines: TestLine[], tests: number, exit: string | undefined): string | undefined {
  if (lines.at(-1)?.event === 'done') return tests === 0 ? 'has no tests' : undefined
  const begun = lines.flatMap((line) => (line.event === 'begin' ? [line.name] : [])).at(-1)
  return `ended before its tests were done: ${exit}${begun ? `, last begun: ${begun}` : ''}`
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended already.
  }
}
