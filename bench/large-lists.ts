import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../packages/server/src/config/clock.ts'
import { type Engine, openDatabase } from '../packages/server/src/db/database.ts'
import { migrate } from '../packages/server/src/db/migrate.ts'
import { openReadDatabase } from '../packages/server/src/db/open-read-database.ts'
import { refreshStatistics } from '../packages/server/src/db/refresh-statistics.ts'
import { openWingReads } from '../packages/server/src/reads/declared-reads.ts'
import { startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { largeLists } from './support/large-lists.ts'
import { fillLargeOrganization, sizes } from './support/large-organization.ts'
import { percentile } from './support/percentile.ts'
import { startTimer } from './support/statement-time.ts'

// What the statements take of the lists that are not of users, each run in a snapshot of its own, as the thread for
// reading does. `BENCH_ENGINES=sqlite` measures one engine, `BENCH_LISTS=audit` those whose name has
// this, `BENCH_INDEX=off` the tables alone. The first run of each list of a kind builds its index.

const runs = Number(process.env.BENCH_RUNS ?? 30)
const only = process.env.BENCH_LISTS ?? ''

for (const engine of (process.env.BENCH_ENGINES ?? 'sqlite,postgres').split(',') as Engine[]) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'))
  const postgres =
    engine === 'postgres'
      ? await startEmbeddedPostgres({ settings: { shared_buffers: '1GB', max_wal_size: '4GB' } })
      : undefined
  const options = { database: postgres?.url ?? 'sqlite', dataFolder: folder, timeLimit: 60_000 }
  const database = await openDatabase(options)
  await migrate(database)
  const began = performance.now()
  const organization = await fillLargeOrganization(database)
  await refreshStatistics(database.db)
  console.log(`\n${engine}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s: ${JSON.stringify(sizes)}`)
  const reads = await openReadDatabase(options)
  const failed = (error: unknown): void => {
    throw error
  }
  if (process.env.BENCH_INDEX !== 'off')
    openWingReads(reads, { dataFolder: folder, source: options, preparesIndexes: false, onError: failed })
  console.log('| list | total | first ms | p50 ms | p99 ms | target |\n|---|---|---|---|---|---|')
  for (const { name, isPair, list } of largeLists(organization)) {
    if (!name.includes(only)) continue
    let total = 0
    let first = 0
    const times: number[] = []
    const began = performance.now()
    for (let run = 0; run < runs + 2 && (run < 3 || performance.now() - began < 4_000); run++) {
      const spent = await reads.read(async (db) => {
        const timer = await startTimer(db, engine)
        total = (await list({ db, clock: systemClock })).page.totalResults
        return timer()
      })
      if (run === 0) first = spent
      if (run > 1) times.push(spent)
    }
    const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
    const isMet = isPair ? p50 <= 40 && p99 <= 100 : p50 <= 15 && p99 <= 50
    console.log(
      `| ${name} | ${total} | ${first.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${isMet ? 'met' : '**no**'} |`,
    )
  }
  await reads.close()
  await database.close()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}
