import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestLine } from './test-reporter.ts'

export type Failure = { name: string; place?: string; error: string }
export type FileResult = { file: string; passed: number; failures: Failure[]; milliseconds: number; output: string }

export type RunOptions = {
  env: NodeJS.ProcessEnv
  /** How long the file may take, in milliseconds. */
  timeout: number
  signal: AbortSignal
}

/** Runs one test file in a process of its own. If the process ends early, the file has failed. */
export async function runTestFile(file: string, { env, timeout, signal }: RunOptions): Promise<FileResult> {
  const started = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
  const reportFile = join(folder, 'report')
  const reporter = new URL('./test-reporter.ts', import.meta.url).href
  // A group of its own, so that ending it ends the servers that the tests started.
  const child = spawn(
    process.execPath,
    [`--test-reporter=${reporter}`, `--test-reporter-destination=${reportFile}`, file],
    { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))

  let stopped: string | undefined
  const stop = (reason: string) => {
    stopped ??= reason
    endGroup(child.pid)
  }
  const abort = () => stop('interrupted')
  const timer = setTimeout(stop, timeout, `did not end within ${timeout / 1000} s`)
  signal.addEventListener('abort', abort)
  const exit = await new Promise<string>((done) => {
    child.on('error', (error) => done(error.message))
    child.on('exit', (code, killed) => {
      endGroup(child.pid)
      child.on('close', () => done(killed ? `killed by ${killed}` : `exit code ${code}`))
    })
  })
  clearTimeout(timer)
  signal.removeEventListener('abort', abort)

  const lines = readReport(reportFile)
  rmSync(folder, { recursive: true, force: true })
  const passed = lines.filter((line) => line.event === 'pass').length
  const failures: Failure[] = lines.filter((line) => line.event === 'fail')
  const own = failureOfFile(lines, passed + failures.length, stopped ?? exit)
  if (own) failures.push({ name: file, error: own })
  return { file, passed, failures, milliseconds: performance.now() - started, output }
}

/** What is wrong with the file beyond the tests that it reported; undefined when all is well. */
function failureOfFile(lines: TestLine[], tests: number, exit: string): string | undefined {
  if (lines.length === 0 && exit === 'exit code 0') return 'reported no tests: it has none, or left before their end'
  const ended = lines.at(-1)?.event === 'end'
  const notes = lines.flatMap((line) => (line.event === 'note' ? [line.message] : [])).join('\n')
  if (!ended) {
    const begun = lines.flatMap((line) => (line.event === 'begin' ? [line.name] : [])).at(-1)
    return `ended before its tests were done: ${exit}${begun ? `, last begun: ${begun}` : ''}`
  }
  if (tests === 0) return 'has no tests'
  const failed = lines.some((line) => line.event === 'fail')
  return exit !== 'exit code 0' && !failed ? `${exit}, though no test failed\n${notes}` : undefined
}

function readReport(file: string): TestLine[] {
  try {
    // A process that was killed may have left half a line.
    const complete = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    return complete.map((line) => JSON.parse(line))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group has ended already.
  }
}
