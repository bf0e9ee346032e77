import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** What a process of test files tells the test command. */
export type TestLine =
  | { event: 'begin' | 'pass'; name: string }
  | { event: 'fail'; name: string; place: string; error: string }
  /** The file is done, with its hooks. */
  | { event: 'done'; milliseconds: number }
  /** An error that no test caught, nor waits for */
  | { event: 'broken'; error: string }
  /** About the whole process. */
  | { event: 'note'; message: string }

// The runner ends with its counts; the test command counts by itself.
const counts = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) \d/

/**
 * The reporter inside each process of test files. A test that is skipped or still to do is a failure, so that every test
 * that exists has run. Each file is a suite and ends with `done`. If that is missing, the process ended before its tests
 * were done.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = []
  const tell = (line: TestLine): void => void process.send?.(line)
  for await (const { type, data } of events) {
    if (type === 'test:dequeue' && data.nesting > 0) tell({ event: 'begin', name: data.name })
    if (type === 'test:start') path.splice(data.nesting, path.length, data.name)
    if (type === 'test:diagnostic' && !counts.test(data.message)) tell({ event: 'note', message: data.message })
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const isFile = data.nesting === 0
    const name = isFile ? data.name : path.slice(1, data.nesting + 1).join(' › ')
    const place = `${data.line}:${data.column}`
    const unfinished = data.skip !== undefined ? 'skipped' : data.todo !== undefined ? 'todo' : undefined
    if (unfinished) tell({ event: 'fail', name, place, error: `${unfinished}: every test has to run` })
    else if (type === 'test:pass' && data.details.type !== 'suite') tell({ event: 'pass', name })
    else if (type === 'test:fail' && !causedByChild(data.details.error)) {
      tell({ event: 'fail', name, place: isFile ? '' : place, error: describe(data.details.error) })
    }
    if (isFile) tell({ event: 'done', milliseconds: data.details.duration_ms })
  }
}

/** A suite fails with its tests; those are reported already. */
function causedByChild(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed'
}

/** The runner wraps what the test threw. */
function describe(error: Error): string {
  return inspect(error.cause ?? error, { depth: 6 })
}
