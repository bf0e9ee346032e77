/**
 * The test command: `npm test`, or `npm test -- <what>…`, where each <what> is a test file or a part of its path.
 *
 * A few processes run all `*.test.ts`, one file after the other; those that start processes or threads, or listen to
 * their own, each have one for themselves. One PostgreSQL serves them all, at the URL in PORTICO_TEST_POSTGRES. If that
 * variable is set already, the tests use the server that it names. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { startEmbeddedPostgres } from '@portico/testing/embedded-postgres.ts'
import { createTemplate } from '@portico/testing/postgres-template.ts'
import { createSqliteTemplate } from '@portico/testing/sqlite-template.ts'
import { installPackage } from './install-package.ts'
import { processorTime } from './processor-time.ts'
import { type FileResult, type RunOptions, runTestFile, startTestProcess, type TestProcess } from './test-process.ts'

// Longer than any file needs: this is for files that never end.
const timeout = 5 * 60_000
// Tests wait a lot (for processes, databases, timers), so there are twice as many files as cores; more than four only
// add memory.
const concurrency = Math.max(3, Math.min(4, 2 * availableParallelism()))
/** The tests in a browser, those of the API reference, whose page is built with the portal, and what starts processes. */
const seesTheBuild = (file: string): boolean =>
  /^packages\/portal\/|\/reference\.test\.ts$/.test(file.replaceAll('\\', '/')) || startsProcesses(file)
/** Those run the package that users install. */
const startsProcesses = (file: string): boolean =>
  /\b(?:spawnPortico|porticoProcess|startProcess|porticoProgram)\b/.test(readFileSync(file, 'utf8'))

/**
 * What ends with its process, or counts on it: other processes, threads, what Node says once a process. The portal's
 * tests share browsers, too; the commands that they try are over before the test is.
 */
const needsItsOwn = (file: string): boolean =>
  /^packages\/portico\/|^scripts\/|\/faults\//.test(file.replaceAll('\\', '/')) ||
  startsProcesses(file) ||
  (!/^packages\/portal\//.test(file.replaceAll('\\', '/')) && countsOnItsProcess(file))

const countsOnItsProcess = (file: string): boolean =>
  /\bspawn|\bexecFile|\bfork\(|\bWorker\b|(?:reads|bulk|outgoing)InThread: true|process\.(?:on|once|exit)\(|method\(console/.test(
    readFileSync(file, 'utf8'),
  )

const root = join(import.meta.dirname, '..')
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort())

const wanted = process.argv.slice(2).map((what) => (existsSync(what) ? relative(root, resolve(what)) : what))
process.chdir(root)
process.exitCode = await main(wanted)

async function main(wanted: string[]): Promise<number> {
  const started = performance.now()
  const files = select(findTestFiles(), wanted)
  for (const what of unmatched(files, wanted)) console.log(`No test file has this in its path: ${what}`)
  const unbuilt = files.some(seesTheBuild) ? await build() : []
  const runEach = (env: NodeJS.ProcessEnv) => withCompileCache(env, (withCache) => runAll(files, withCache))
  const run = () => withPackage(files.some(startsProcesses), () => withPostgres(runEach))
  const results = files.length === 0 ? [] : [...unbuilt, ...(await run())]
  for (const result of results) printFailures(result)
  const passed = sum(results.map((result) => result.passed))
  const failed = sum(results.map((result) => result.failures.length))
  const processor = withProcessor(processorTime(process.pid))
  console.log(`\n${results.length} of ${files.length} files, ${seconds(performance.now() - started)}${processor}`)
  console.log(`${passed} passed, ${failed} failed`)
  if (interrupted.signal.aborted) return 130
  return passed > 0 && failed === 0 ? 0 : 1
}

function findTestFiles(): string[] {
  const found = globSync(['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'scripts/**/*.test.ts'])
  // Those of whole servers first: they take longest, and at the end one of them would run alone.
  const isLong = (file: string): boolean => /^(?:packages\/\w+\/test|scripts)\//.test(file.replaceAll('\\', '/'))
  return found.sort((a, b) => Number(isLong(b)) - Number(isLong(a)) || (a < b ? -1 : 1))
}

/** All of them, or those that are named by an argument or have it in their path. */
function select(files: string[], wanted: string[]): string[] {
  if (wanted.length === 0) return files
  return files.filter((file) => wanted.some((what) => file.includes(what)))
}

/** What was asked for and selects nothing: a typing error, or a file that has another name now. */
function unmatched(files: string[], wanted: string[]): string[] {
  return wanted.filter((what) => !files.some((file) => file.includes(what)))
}

/** Some tests see what is built. In a process of its own, since Vite sets NODE_ENV and more. */
async function build(): Promise<FileResult[]> {
  const child = spawn(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  return code === 0 ? [] : [failed('the portal and the bundle', 'build', output)]
}

function failed(file: string, name: string, error: string): FileResult {
  return { file, passed: 0, failures: [{ name, error }], milliseconds: 0, output: '' }
}

/** What `npm pack` makes is installed once, and every test that starts a process starts that. */
async function withPackage(isNeeded: boolean, run: () => Promise<FileResult[]>): Promise<FileResult[]> {
  if (!isNeeded) return run()
  const installed = await installPackage().catch(String)
  if (typeof installed === 'string') return [failed('the package', 'install', installed)]
  try {
    process.env.PORTICO_TEST_PACKAGE = installed.modules
    process.env.PORTICO_TEST_PACKAGE_BYTES = String(installed.bytes)
    return await run()
  } finally {
    installed.remove()
  }
}

async function withPostgres(run: (env: NodeJS.ProcessEnv) => Promise<FileResult[]>): Promise<FileResult[]> {
  const given = process.env.PORTICO_TEST_POSTGRES
  try {
    if (given) return await withTemplates(given, run)
    const postgres = await startEmbeddedPostgres({ inMemory: true })
    try {
      return await withTemplates(postgres.url, run)
    } finally {
      await postgres.stop()
    }
  } catch (error) {
    return [failed('PostgreSQL', 'start', String(error))]
  }
}

/** The tables of both engines are made once, and copied by each file that needs some. */
async function withTemplates(
  postgres: string,
  run: (env: NodeJS.ProcessEnv) => Promise<FileResult[]>,
): Promise<FileResult[]> {
  const template = await createTemplate(postgres)
  const sqlite = await createSqliteTemplate()
  const own = {
    PORTICO_TEST_POSTGRES: postgres,
    PORTICO_TEST_TEMPLATE: template.name,
    PORTICO_TEST_SQLITE_TEMPLATE: sqlite.file,
  }
  try {
    return await run(environment(own))
  } finally {
    await sqlite.remove()
    await template.drop()
  }
}

/** Every file loads nearly the same modules, and so do the servers and commands that it starts: compiled once for all. */
async function withCompileCache<T>(env: NodeJS.ProcessEnv, run: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-compiled-'))
  try {
    return await run({ ...env, NODE_COMPILE_CACHE: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The environment of the tests: without the settings of Portico that this shell may have, which would change results. */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PORTICO_') || /^PORTICO_TEST_(?:CHROMIUM|PACKAGE)/.test(name),
  )
  return { ...Object.fromEntries(entries), ...own }
}

async function runAll(files: string[], env: NodeJS.ProcessEnv): Promise<FileResult[]> {
  const results: FileResult[] = []
  const add = (result: FileResult): void => {
    results.push(result)
    const failed = result.failures.length
    const counts = failed > 0 ? `${failed} failed, ${result.passed} passed` : `${result.passed} passed`
    const times = seconds(result.milliseconds) + withProcessor(result.processor)
    console.log(`${failed > 0 ? 'FAIL' : 'ok  '}  ${result.file}  (${counts}, ${times})`)
  }
  const options: RunOptions = { env, timeout, signal: interrupted.signal }
  const waiting = files.values()
  const worker = async () => {
    let shared: TestProcess | undefined
    let former: string[] = []
    const endShared = async () => {
      const error = await shared?.end()
      if (error) add(failed(former.join(', '), 'their process', error))
      shared = undefined
      former = []
    }
    for (const file of waiting) {
      if (interrupted.signal.aborted) break
      if (needsItsOwn(file)) {
        add(await runTestFile(file, options))
        continue
      }
      if (!shared?.isAlive()) await endShared()
      shared ??= startTestProcess(options)
      former.push(file)
      add(await shared.run(file))
    }
    await endShared()
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return results
}

function printFailures({ file, failures, output }: FileResult): void {
  for (const { name, place, error } of failures) {
    const title = name === file ? '' : `\n      ${name}`
    console.log(`\nFAIL  ${place ? `${file}:${place}` : file}${title}\n${indent(error)}`)
  }
  if (failures.length > 0 && output.trim()) console.log(`\nOutput of ${file}:\n${indent(output.trim())}`)
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '      ')
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function withProcessor(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : `, ${seconds(milliseconds)} of processor time`
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
