/**
 * Tries random sequences of all writing operations for one that reaches more power than was given, see
 * packages/server/test/access/authority-model/authority.model.test.ts: `npm run authority -- --sequences 100000 --seed 7`.
 * The same seed tries the same sequences; without one, it is taken from the clock.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const file = join(import.meta.dirname, '../packages/server/test/access/authority-model/authority.model.test.ts')
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a whole number, not ${value}`)
}
console.log(`${values.sequences} sequences, seed ${values.seed}`)
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', '--test-timeout=0', file], {
  stdio: 'inherit',
  env: { ...process.env, AUTHORITY_SEQUENCES: values.sequences, AUTHORITY_SEED: values.seed },
})
process.exitCode = status ?? 1
