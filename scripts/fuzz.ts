/**
 * Sends generated requests to a server, see packages/server/test/contract/fuzz.test.ts: `npm run fuzz -- --requests
 * 1000000 --seed 7`. The same seed sends the same requests; without one, it is taken from the clock.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const file = join(import.meta.dirname, '../packages/server/test/contract/fuzz.test.ts')
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a whole number, not ${value}`)
}
console.log(`${values.requests} requests, seed ${values.seed}`)
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', '--test-timeout=0', file], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed },
})
process.exitCode = status ?? 1
