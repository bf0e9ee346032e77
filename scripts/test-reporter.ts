import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** What a test file tells the test command, one JSON object a line. */
export type TestLine =
  | { event: 'begin' | 'pass'; name: string }
  | { event: 'fail'; name: string; place: string; error: string }
  | { event: 'note'; message: string }
  | { event: 'end' }

// The runner ends with its counts; the test command counts by itself.
const counts = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) \d/

/**
 * The reporter inside each test file's process. A test that is skipped or still to do is a failure, so that every test
 * that exists has run. The last line is `end`. If it is missing, the process ended before its tests were done.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = []
  const line = (value: TestLine): string => `${JSON.stringify(value)}\n`
  for await (const { type, data } of events) {
    if (type === 'test:dequeue') yield line({ event: 'begin', name: data.name })
    if (type === 'test:start') path.splice(data.nesting, path.length, data.name)
    if (type === 'test:diagnostic' && !counts.test(data.message)) yield line({ event: 'note', message: data.message })
    if (type === 'test:summary') yield line({ event: 'end' })
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const name = path.slice(0, data.nesting + 1).join(' › ')
    const place = `${data.line}:${data.column}`
    const unfinished = data.skip !== undefined ? 'skipped' : data.todo !== undefined ? 'todo' : undefined
    if (unfinished) yield line({ event: 'fail', name, place, error: `${unfinished}: every test has to run` })
    else if (type === 'test:pass' && data.details.type !== 'suite') yield line({ event: 'pass', name })
    else if (type === 'test:fail' && !causedByChild(data.details.error)) {
      yield line({ event: 'fail', name, place, error: describe(data.details.error) })
    }
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
