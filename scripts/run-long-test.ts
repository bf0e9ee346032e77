import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface LongTest {
  /** From the project's root */
  file: string
  /** What is counted, and how many unless `--<unit>` says so */
  unit: string
  count: string
  /** The variables that the file reads its count and its seed from begin with it. */
  prefix: string
}

/**
 * Runs a test file of random cases for longer than the suite does, with `--<unit>` and `--seed` of the command line. The
 * same seed tries the same cases; without one, it is taken from the clock.
 */
export function runLongTest({ file, unit, count, prefix }: LongTest): void {
  const { values } = parseArgs({
    options: {
      [unit]: { type: 'string', default: count },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    },
  })
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d{1,9}$/.test(String(value))) throw new Error(`--${name} takes a whole number, not ${value}`)
  }
  console.log(`${values[unit]} ${unit}, seed ${values.seed}`)
  const args = ['--test', '--test-reporter=spec', '--test-timeout=0', join(import.meta.dirname, '..', file)]
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      [`${prefix}_${unit.toUpperCase()}`]: String(values[unit]),
      [`${prefix}_SEED`]: String(values.seed),
    },
  })
  process.exitCode = status ?? 1
}
