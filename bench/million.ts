import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Engine, openDatabase } from '../packages/server/src/db/database.ts'
import { migrate } from '../packages/server/src/db/migrate.ts'
import { openReadDatabase } from '../packages/server/src/db/open-read-database.ts'
import type { ReadDatabase } from '../packages/server/src/db/read-database.ts'
import type { Db } from '../packages/server/src/db/transaction.ts'
import { ReadNotReady } from '../packages/server/src/http/api/reads.ts'
import { listApplicationRoleUsers } from '../packages/server/src/modules/directory/assignments/list-application-role-users.ts'
import { listOrganizationRoleUsers } from '../packages/server/src/modules/directory/assignments/list-organization-role-users.ts'
import { listGroupMembers } from '../packages/server/src/modules/directory/groups/list-group-members.ts'
import { markUserChanges } from '../packages/server/src/modules/directory/user-index/mark-user-changes.ts'
import {
  connectUserIndexes,
  createUserIndexes,
} from '../packages/server/src/modules/directory/user-index/user-indexes.ts'
import { listUsers } from '../packages/server/src/modules/directory/users/list-users.ts'
import { updateUser } from '../packages/server/src/modules/directory/users/update-user.ts'
import type { UsersQuery } from '../packages/server/src/modules/directory/users/users-schemas.ts'
import { accessOfSelection, fullAccess } from '../packages/server/src/modules/foundation/permissions/grants.ts'
import { startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { fillMillion, type MillionKeys } from './support/million.ts'
import { median, percentile } from './support/percentile.ts'

// Lists of users in an organization of a million, within this process: by the index, each with a page in the middle.

const users = Number(process.env.BENCH_USERS ?? 1_000_000)
// Without a flag of the command, only a new context has it.
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')
const rounds = Number(process.env.BENCH_ROUNDS ?? 40)
const asked = process.env.BENCH_ENGINE ?? 'sqlite,postgres'
/** A folder in which SQLite's data stays for the next time */
const kept = process.env.BENCH_MILLION
const clock = { now: () => Date.UTC(2026, 10, 28) }

interface Place {
  database: string
  dataFolder: string
}

async function measure(engine: Engine, place: Place): Promise<void> {
  const database = await openDatabase(place)
  await migrate(database)
  const file = join(place.dataFolder, 'million.json')
  const begun = performance.now()
  const keys = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as MillionKeys)
    : await fillMillion(database, users)
  writeFileSync(file, JSON.stringify(keys))
  console.log(
    `\n${engine}, ${users} users (made in ${seconds(performance.now() - begun)}), load ${loadavg()[0]?.toFixed(1)}`,
  )
  const reader = await openReadDatabase({ ...place, timeLimit: 600_000 })
  const connect = () => {
    const indexes = createUserIndexes({
      read: reader.read,
      dataFolder: place.dataFolder,
      source: { ...place, timeLimit: 600_000 },
      onError: console.error,
    })
    connectUserIndexes(reader.db, indexes)
    return indexes
  }
  rmSync(join(place.dataFolder, 'user-index'), { recursive: true, force: true })
  const built = connect()
  await begin('built', reader, keys)
  await markUserChanges(database)
  const [cpu, keeping] = [process.cpuUsage(), performance.now()]
  await built.upkeep()
  await built.close()
  console.log(
    `kept in ${seconds(performance.now() - keeping)} (${processorTime(cpu)} of processor time), ${files(place.dataFolder)}`,
  )
  connectUserIndexes(reader.db, createUserIndexes({ read: reader.read, leastUsers: 1e9, onError: console.error }))
  const loaded = connect()
  await begin('loaded', reader, keys)
  for (const [title, cases] of Object.entries(casesOf(keys))) {
    console.log(`\n| ${title} | found | first ms | p50 ms | p99 ms | processor p50 ms |\n|---|---|---|---|---|---|`)
    for (const [name, ask] of Object.entries(cases)) await measureCase(reader, name, ask)
  }
  await measureChanges(database.db, reader, keys)
  await loaded.close()
  await reader.close()
  await database.close()
}

/** Without what nobody uses any more. Buffers are given back a moment after they were collected. */
async function bytesInUse(): Promise<number> {
  collectGarbage()
  await setTimeout(300)
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What the first list takes, which nothing but the tables or a file is there for */
async function begin(how: string, reader: ReadDatabase, keys: MillionKeys): Promise<void> {
  const before = await bytesInUse()
  const [cpu, begun] = [process.cpuUsage(), performance.now()]
  let longest = 0
  let isOver = false
  const watch = (async () => {
    while (!isOver) {
      const asked = performance.now()
      await setTimeout(5)
      longest = Math.max(longest, performance.now() - asked - 5)
    }
  })()
  await byIndex(reader, (db) => listUsers({ db, clock }, principalOf(keys), { nameOrEmailContains: 'x' }))
  isOver = true
  await watch
  const spent = processorTime(cpu)
  const passed = seconds(performance.now() - begun)
  const taken = (await bytesInUse()) - before
  console.log(
    `the index: ${megabytes(taken)}, ${how} in ${passed} (${spent} of processor time), others waited for at most ${longest.toFixed(0)} ms`,
  )
}

type Ask = (db: Db, offset: number) => Promise<{ page: { totalResults: number } }>

function casesOf(keys: MillionKeys): Record<string, Record<string, Ask>> {
  const principal = principalOf(keys)
  const list =
    (query: UsersQuery, caller = principal): Ask =>
    (db, offset) =>
      listUsers({ db, clock }, caller, { limit: 20, ...query, offset })
  const [environmentKey = '', other = ''] = keys.environmentKeys
  const since = '2025-09-01T00:00:00.000Z'
  const limited = {
    ...principal,
    access: accessOfSelection([
      { permission: 'End-user management > Manage end-user access', environments: new Set([environmentKey]) },
      { permission: 'User and access management > View members', environments: 'all' },
    ]),
  }
  const one: Record<string, UsersQuery> = {
    none: {},
    status: { status: 'Active' },
    'one domain': { domains: ['example7.com'] },
    'signed in since': { lastLoginAtSince: since },
    members: { hasOrganizationRoles: true },
    'any role': { hasApplicationRoles: true },
    'any role in a stage': { environmentKey },
    'roles of an asset': { assetKey: keys.assetKeys[1] ?? '' },
    'signed in to a stage': { loggedInEnvironmentKeys: [environmentKey] },
  }
  const contains: Record<string, UsersQuery> = {
    'contains, none': { nameOrEmailContains: 'zzz' },
    'contains, few': { nameOrEmailContains: '0012345' },
    'contains, 4 %': { nameOrEmailContains: 'anna' },
    'contains, everybody': { nameOrEmailContains: 'user' },
    'contains, with usernames': { nameOrEmailOrUsernameContains: 'user' },
  }
  const entries = Object.entries({ ...one, ...contains })
  const isOther = (query: UsersQuery, more: UsersQuery): boolean => !Object.keys(query).some((key) => key in more)
  const pairs = entries.flatMap(([name, query], index) =>
    entries
      .slice(index + 1)
      .filter(([, more]) => name !== 'none' && isOther(query, more))
      .map(([otherName, more]): [string, Ask] => [`${name} + ${otherName}`, list({ ...query, ...more })]),
  )
  const sorts = (['-name', 'email', '-lastLoginAt', 'status', 'key'] as const).map((sort): [string, Ask] => [
    `any role in a stage, by ${sort}`,
    list({ environmentKey: other, sort }),
  ])
  return {
    'one filter': {
      ...Object.fromEntries(Object.entries(one).map(([name, query]) => [name, list(query)])),
      ...Object.fromEntries(sorts),
      'a limited caller': list({}, limited),
      'a group of 100,000': (db, offset) =>
        listGroupMembers({ db, clock }, principal, keys.largeGroup, { limit: 20, offset }),
      'a role of 100,000': (db, offset) =>
        listApplicationRoleUsers({ db, clock }, principal, keys.largeRole, { limit: 20, offset }),
      'an organization role': (db, offset) =>
        listOrganizationRoleUsers({ db, clock }, principal, keys.developerKey, { limit: 20, offset }),
    },
    'a text': Object.fromEntries(Object.entries(contains).map(([name, query]) => [name, list(query)])),
    'two filters': Object.fromEntries(pairs.filter((_, index) => index % 4 === 0 || rounds > 100)),
  }
}

async function measureCase(reader: ReadDatabase, name: string, ask: Ask): Promise<void> {
  const taken: number[] = []
  const processor: number[] = []
  const asked = performance.now()
  const { totalResults } = (await byIndex(reader, (db) => ask(db, 0))).page
  const first = (performance.now() - asked).toFixed(1)
  for (let round = 0; round < rounds; round++) {
    const [cpu, begun] = [process.cpuUsage(), performance.now()]
    await byIndex(reader, (db) => ask(db, Math.floor(totalResults / 2)))
    taken.push(performance.now() - begun)
    const { user, system } = process.cpuUsage(cpu)
    processor.push((user + system) / 1_000)
  }
  const at = (values: number[], part: number): string => percentile(values, part).toFixed(1)
  console.log(
    `| ${name} | ${totalResults} | ${first} | ${at(taken, 0.5)} | ${at(taken, 0.99)} | ${at(processor, 0.5)} |`,
  )
}

/** What a list takes right after changes */
async function measureChanges(db: Db, reader: ReadDatabase, keys: MillionKeys): Promise<void> {
  const some = await db
    .selectFrom('users')
    .select('key')
    .where('organization_key', '=', keys.organizationKey)
    .limit(400)
    .execute()
  for (const count of [1, 20, 300]) {
    const taken: number[] = []
    for (let round = 0; round < 5; round++) {
      for (const { key } of some.slice(0, count))
        await updateUser({ db, clock }, principalOf(keys), key, { name: `Renamed ${round} ${Math.random()}` })
      const begun = performance.now()
      await byIndex(reader, (db) => listUsers({ db, clock }, principalOf(keys), { limit: 1 }))
      taken.push(performance.now() - begun)
    }
    console.log(`first list after ${count} renames: ${median(taken).toFixed(1)} ms`)
  }
}

async function byIndex<T>(reader: ReadDatabase, work: (db: Db) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await reader.read(work)
    } catch (error) {
      if (!(error instanceof ReadNotReady)) throw error
      await error.ready
    }
  }
}

const principalOf = ({ organizationKey }: MillionKeys) => ({
  organizationKey,
  actor: { type: 'api-client', key: null, name: 'bench', address: null, traceId: null } as const,
  access: fullAccess,
})

const processorTime = (since: NodeJS.CpuUsage): string => {
  const { user, system } = process.cpuUsage(since)
  return seconds((user + system) / 1_000)
}

const files = (folder: string): string =>
  readdirSync(join(folder, 'user-index'))
    .map((name) => megabytes(statSync(join(folder, 'user-index', name)).size))
    .join(', ')

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

const folder = kept ?? mkdtempSync(join(tmpdir(), 'portico-million-'))
mkdirSync(folder, { recursive: true })
try {
  if (asked.includes('sqlite')) await measure('sqlite', { database: 'sqlite', dataFolder: folder })
  if (asked.includes('postgres')) {
    const postgres = await startEmbeddedPostgres({ settings: { shared_buffers: '1GB', max_wal_size: '8GB' } })
    const empty = mkdtempSync(join(tmpdir(), 'portico-million-'))
    await measure('postgres', { database: postgres.url, dataFolder: empty }).finally(() => postgres.stop())
    rmSync(empty, { recursive: true, force: true })
  }
} finally {
  if (!kept) rmSync(folder, { recursive: true, force: true })
}
