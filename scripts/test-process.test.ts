import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type FileResult, runTestFile, startTestProcess } from './test-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-test-file-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs a test file with these lines in it. */
function run(lines: string[], { timeout = 20_000, signal = new AbortController().signal } = {}): Promise<FileResult> {
  const file = join(folder, 'example.test.mjs')
  writeFileSync(file, ["import { before, describe, test } from 'node:test'", ...lines].join('\n'))
  return runTestFile(file, { env: process.env, timeout, signal })
}

function errors(result: FileResult): string[] {
  return result.failures.map(({ name, error }) => `${name}: ${error.split('\n')[0]}`.replace(result.file, 'the file'))
}

test('counts tests and subtests, and tells failures from the suites that they are in', async () => {
  const result = await run([
    "test('one', () => { console.log('said') })",
    "test('two', (t) => t.test('half', () => {}))",
    "describe('suite', () => { test('bad', () => { throw new Error('why') }) })",
  ])
  assert.equal(result.passed, 3)
  assert.deepEqual(errors(result), ['suite › bad: Error: why'])
  assert.equal(result.output, 'said\n')
})

test('a skipped test and one that is still to do are failures', async () => {
  const result = await run([
    "test('a', { skip: true }, () => {})",
    "test('b', { todo: true }, () => {})",
    "test('c', (t) => t.skip('not today'))",
    "describe.skip('d', () => { test('e', () => {}) })",
  ])
  assert.equal(result.passed, 0)
  assert.deepEqual(errors(result), [
    'a: skipped: every test has to run',
    'b: todo: every test has to run',
    'c: skipped: every test has to run',
    'd: skipped: every test has to run',
  ])
})

test('a hook that fails is a failure', async () => {
  const result = await run(["describe('s', () => { before(() => { throw new Error('hook') }); test('t', () => {}) })"])
  assert.equal(result.passed, 0)
  assert.ok(errors(result).includes('s: Error: hook'))
})

const endings: [string, string[], string][] = [
  ['has no tests', [], 'has no tests'],
  ['has an empty suite', ["describe('s', () => {})"], 'has no tests'],
  ['throws while it loads', ["throw new Error('x')"], 'Error: x'],
  [
    'leaves in the middle',
    ["test('first', () => {})", "test('second', () => process.exit(0))"],
    'ended before its tests were done: exit code 0',
  ],
  [
    'is killed',
    ["test('t', () => process.kill(process.pid, 'SIGKILL'))"],
    'ended before its tests were done: killed by SIGKILL',
  ],
  [
    'throws beside a test that waits',
    ["test('t', () => new Promise(() => { setTimeout(() => { throw new Error('beside') }, 50) }))"],
    'ended before its tests were done: an error that no test caught: Error: beside',
  ],
  [
    'rejects beside a test that waits',
    ["test('t', () => new Promise(() => { setTimeout(async () => { throw new Error('beside') }, 50) }))"],
    'ended before its tests were done: an error that no test caught: Error: beside',
  ],
  [
    'breaks after its tests',
    ["test('t', () => { setTimeout(() => { throw new Error('late') }, 50) })"],
    'exit code 1, though no test failed',
  ],
]

for (const [what, lines, expected] of endings) {
  test(`a file that ${what} fails`, async () => {
    const found = errors(await run(lines))
    assert.equal(found.length, 1)
    assert.ok(found[0]?.startsWith(`the file: ${expected}`), found[0])
  })
}

/** Much longer than it takes to start a process on this machine, in milliseconds */
async function enoughToBegin(): Promise<number> {
  const { milliseconds } = await run(["test('t', () => {})"])
  return Math.round(Math.max(1_500, 4 * milliseconds))
}

test('a file that does not end is ended, with everything that it started', async () => {
  const timeout = await enoughToBegin()
  const result = await run(
    [
      "import { spawn } from 'node:child_process'",
      // While the process that it starts lives, the file's output stays open.
      "test('t', () => { spawn('sleep', ['60'], { stdio: 'inherit' }) })",
    ],
    { timeout },
  )
  assert.deepEqual(errors(result), [`the file: did not end within ${timeout / 1_000} s`])
  // Far less than what it has started takes
  assert.ok(result.milliseconds < timeout + 8_500)
})

test('a test that never ends is named', async () => {
  const timeout = await enoughToBegin()
  const result = await run(["test('t', () => new Promise(() => setInterval(() => {}, 1000)))"], { timeout })
  assert.deepEqual(errors(result), [
    `the file: ended before its tests were done: did not end within ${timeout / 1_000} s, last begun: t`,
  ])
})

test('files share a process, each with its own results, output and hooks, until one breaks it', async (t) => {
  const shared = startTestProcess({ env: process.env, timeout: 20_000, signal: new AbortController().signal })
  t.after(() => shared.end())
  const afterFile = new URL('../packages/testing/src/after-file.ts', import.meta.url).href
  const runNext = (name: string, lines: string[]) => {
    const file = join(folder, `${name}.test.mjs`)
    const imports = [`import { afterFile } from '${afterFile}'`, "import { after, before, test } from 'node:test'"]
    writeFileSync(file, [...imports, ...lines].join('\n'))
    return shared.run(file)
  }
  const one = await runNext('one', [
    "before(() => { globalThis.steps = ['before'] })",
    "test('a', () => { globalThis.steps.push('a'); afterFile(() => { globalThis.steps.push('after file') }) })",
    "test('b', () => { throw new Error('why') })",
    "after(() => { globalThis.steps.push('after') })",
  ])
  assert.deepEqual([one.passed, errors(one), one.output], [1, ['b: Error: why'], ''])
  const two = await runNext('two', ["test('c', () => { console.log(globalThis.steps.join()) })"])
  assert.deepEqual([two.passed, errors(two), two.output], [1, [], 'before,a,after file,after\n'])
  assert.ok(shared.isAlive())
  const three = await runNext('three', ["test('d', () => process.kill(process.pid, 'SIGKILL'))"])
  assert.match(errors(three).join(), /^the file: ended before its tests were done: killed by SIGKILL/)
  assert.equal(shared.isAlive(), false)
  assert.equal(await shared.end(), undefined)
})

test('what serves one file after the other is closed after the last one', async (t) => {
  const shared = startTestProcess({ env: process.env, timeout: 20_000, signal: new AbortController().signal })
  t.after(() => shared.end())
  const afterFile = new URL('../packages/testing/src/after-file.ts', import.meta.url).href
  const runNext = (name: string, lines: string[]) => {
    const file = join(folder, `${name}.test.mjs`)
    writeFileSync(
      file,
      [`import { afterLastFile } from '${afterFile}'`, "import { test } from 'node:test'", ...lines].join('\n'),
    )
    return shared.run(file)
  }
  await runNext('opens', [
    "test('a', () => {",
    '  const open = setInterval(() => {}, 1000)',
    '  globalThis.isOpen = true',
    '  afterLastFile(() => { globalThis.isOpen = false; clearInterval(open) })',
    '})',
  ])
  const two = await runNext('uses', ["test('b', () => console.log(globalThis.isOpen))"])
  assert.deepEqual([two.passed, two.output], [1, 'true\n'])
  assert.equal(await shared.end(), undefined)
})
