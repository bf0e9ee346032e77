import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../packages/server/src/config/clock.ts'
import { type Engine, openDatabase } from '../packages/server/src/db/database.ts'
import { migrate } from '../packages/server/src/db/migrate.ts'
import { refreshStatistics } from '../packages/server/src/db/refresh-statistics.ts'
import { createThreadReader } from '../packages/server/src/reads/thread-reader.ts'
import { createDirectory } from '../packages/testing/src/directory.ts'
import { startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { median } from './support/percentile.ts'

// Lists that embed roles, where all users of the page have hundreds of end-user roles by groups: what each takes in the
// thread for reading. `BENCH_ENGINES=sqlite` measures one engine.

const assets = 11
const rolesEach = 31
const users = 100
const runs = 15

for (const engine of (process.env.BENCH_ENGINES ?? 'sqlite,postgres').split(',') as Engine[]) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'))
  const postgres = engine === 'postgres' ? await startEmbeddedPostgres() : undefined
  const options = { database: postgres?.url ?? 'sqlite', dataFolder: folder }
  const database = await openDatabase(options)
  await migrate(database)
  const directory = await createDirectory(database.db, systemClock)
  const environmentKey = directory.development.key
  const assetKeys = await directory.assets(...Array.from({ length: assets }, (_, index) => `Asset ${index}`))
  const roles = await directory.roles(
    ...assetKeys.flatMap((assetKey) =>
      Array.from({ length: rolesEach }, (_, index) => ({
        ...{ assetKey, environmentKeys: [environmentKey], name: `Role ${index}` },
      })),
    ),
  )
  const applicationRoleKeys = roles.map(({ key }) => key)
  const userKeys = await directory.users(...Array.from({ length: users }, (_, index) => ({ name: `User ${index}` })))
  const members = userKeys.map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
  await directory.groups(
    { environmentKey, applicationRoleKeys, members },
    { environmentKey, applicationRoleKeys: applicationRoleKeys.slice(0, 50), members: members.slice(0, 50) },
  )
  await directory.grant(...userKeys.slice(90).map((key): [string, string] => [key, applicationRoleKeys[0] ?? '']))
  await refreshStatistics(database.db)
  const listeners = { onReplica() {}, onIndexFault: console.error }
  const reader = createThreadReader({ ...options, ...listeners, timeLimit: 60_000 }, pino({ enabled: false }))
  const embed = ['ApplicationRoles']
  const reads: Record<string, unknown[]> = {
    listUsers: [{ embed, limit: users }],
    listAccess: [{ limit: users }],
    getUser: [userKeys[0], embed],
  }
  console.log(`\n${engine}\n| read | MB | median ms | processor time, median ms |\n|---|---|---|---|`)
  for (const [name, input] of Object.entries(reads)) {
    const times: number[] = []
    const processor: number[] = []
    let bytes = 0
    for (let run = 0; run < runs; run++) {
      const [began, before] = [performance.now(), process.cpuUsage()]
      const { body } = await reader.read({ name, principal: directory.administrator, input, now: Date.now() })
      times.push(performance.now() - began)
      const { user, system } = process.cpuUsage(before)
      processor.push((user + system) / 1_000)
      bytes = body.length
    }
    const medians = [times, processor].map((list) => median(list).toFixed(0))
    console.log(`| ${name} | ${(bytes / 1_000_000).toFixed(1)} | ${medians.join(' | ')} |`)
  }
  await reader.close()
  await database.close()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}
