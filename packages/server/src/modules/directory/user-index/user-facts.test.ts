import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines, openTestDatabase, openTestReader } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import { OutOfTime } from '../../../db/read-database.ts'
import type { Db } from '../../../db/transaction.ts'
import { NumberedNames } from './numbered-names.ts'
import { PackedUsersReader } from './packed-users-reader.ts'
import { selectLastOfNext, selectPackedUsers } from './packed-users-repository.ts'
import { selectUserFacts } from './user-facts-repository.ts'
import { UserSegment } from './user-segment.ts'

/** Some users whose keys follow one */
async function readNext(db: Db, organizationKey: string, after: string | null, limit: number) {
  const last = await selectLastOfNext(db, organizationKey, after, limit)
  return last === undefined ? undefined : { last, ...(await selectPackedUsers(db, organizationKey, after, last)) }
}

/** The statements that `work` carries out, and those within them */
async function statementsOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const watched = db.withPlugin({
    transformQuery({ node, queryId }) {
      statements.push(db.getExecutor().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await work(watched)
  return statements
}

/** A segment in which the links of each user are sorted, since they have no order, however often it was written */
function withSortedLinks(segment: UserSegment): UserSegment {
  segment.writes = 0
  for (let place = 0; place < 1_024; place++)
    segment.links.subarray(segment.linkStarts[place], segment.linkStarts[place + 1]).sort()
  return segment
}

onBothEngines('users that are read for an index', (_engine, open) => {
  test('are the same, many at once and each by itself', async () => {
    const { db } = await open()
    const directory = await createDirectory(db, testClock())
    const { organizationKey, builtInKey, developerKey, administratorKey } = directory
    const [assetKey = ''] = await directory.assets('Shop')
    const environments = [directory.development.key, directory.test.key]
    const roles = await directory.roles({ assetKey, name: 'Buyer', environmentKeys: environments })
    const statuses = ['Active', 'Inactive', 'Invited', 'PendingRegistration'] as const
    const keys = await directory.users(
      ...Array.from({ length: 1_500 }, (_, n) => ({
        name: n % 7 === 0 ? `Zoë ${n} 張偉` : n % 11 === 0 ? `\\377 ${n}\\` : `User ${n}`,
        email: n % 5 === 0 ? null : `user${n}@${n % 3 === 0 ? 'bücher' : 'example'}${n % 20}.com`,
        status: statuses[n % 4] ?? 'Active',
        lastLoginAt: n % 2 === 0 ? null : new Date(Date.UTC(2020, 1, 28) + n * 86_400_123).toISOString(),
        profiles: [
          { identityProviderKey: builtInKey, username: n % 3 === 0 ? `login-${n}` : `user${n}@example${n % 20}.com` },
        ],
        logins: environments
          .slice(n % 3)
          .map((environmentKey) => ({ environmentKey, lastLoginAt: '2026-01-01T00:00:00.000Z' })),
      })),
    )
    const members = (membershipType: 'Assigned' | 'Mapped', every: number) =>
      keys.filter((_, n) => n % every === 0).map((userKey) => ({ userKey, membershipType }))
    await directory.groups(
      { environmentKey: directory.test.key, members: [...members('Assigned', 4), ...members('Mapped', 6)] },
      { environmentKey: directory.development.key, members: members('Mapped', 9) },
    )
    await directory.grant(
      ...keys.flatMap((key, n) => roles.slice(n % 3).map((role): [string, string] => [key, role.key])),
    )
    await directory.grantOrganizationRole(
      ...keys.slice(0, 20).map((userKey, n) => ({
        userKey,
        organizationRoleKey: n % 2 === 0 ? developerKey : administratorKey,
        ...(n % 3 === 0 ? { startTime: '2026-12-01T00:00:00.000Z' } : {}),
        ...(n % 5 === 0 ? { endTime: '2027-01-01T00:00:00.000Z' } : {}),
      })),
    )
    const [links, domains] = [new NumberedNames(), new NumberedNames()]
    const reader = new PackedUsersReader(links, domains)
    const first = await readNext(db, organizationKey, null, 1_024)
    assert.ok(first)
    const { segments, count } = reader.read(first)
    assert.equal(count, 1_024)
    const rest = await readNext(db, organizationKey, first.last, 1_024)
    assert.ok(rest)
    const end = reader.read(rest)
    assert.equal(end.count, 476)
    assert.equal(await readNext(db, organizationKey, rest.last, 1_024), undefined)
    const sorted = keys.toSorted()
    for (const [index, segment] of [...segments, ...end.segments].entries()) {
      const facts = await selectUserFacts(db, organizationKey, sorted.slice(index * 1_024, (index + 1) * 1_024))
      const each = new UserSegment()
      each.write(new Map(facts.map((user, place) => [place, user])), links, domains)
      assert.deepEqual(withSortedLinks(segment), withSortedLinks(each))
    }
    assert.ok(links.size >= 8, 'roles, groups of both kinds, stages and organization roles')
  })
})

test('what the index reads of users has triggers that log each change of it', async () => {
  const { db } = await openTestDatabase('sqlite')
  const directory = await createDirectory(db, testClock())
  const [key = ''] = await directory.users({ name: 'Ada', email: 'ada@example.com' })
  const statements = await statementsOf(db, async (db) => {
    assert.ok(await readNext(db, directory.organizationKey, null, 10))
    assert.equal((await selectUserFacts(db, directory.organizationKey, [key])).length, 1)
  })
  const words = new Set(statements.flatMap((statement) => [...statement.matchAll(/\w+/g)].map(([word]) => word)))
  const { rows } = await sql<{ table: string; sql: string }>`
    select tbl_name as "table", sql from sqlite_schema where type = 'trigger'`.execute(db)
  const read = (await db.introspection.getTables()).filter(({ name }) => words.has(name))
  assert.ok(read.length >= 6, 'users and what they are linked to')
  for (const { name, columns } of read) {
    const triggers = rows.filter(({ table, sql }) => table === name && sql.includes('insert into user_changes'))
    for (const event of ['insert', 'delete'])
      assert.ok(
        triggers.some(({ sql }) => sql.includes(`after ${event} on ${name} `)),
        `${name}: ${event} is not logged`,
      )
    const logged = triggers.flatMap(({ sql }) => /after update of ([\w, ]+) on/.exec(sql)?.[1]?.split(', ') ?? [])
    // A word of one table may be a column of another as well: it is logged there, too, or named here.
    const other = name === 'user_identities' ? ['email_folded', 'last_login_at', 'key'] : ['key', 'last_login_at']
    const missing = columns
      .map((column) => column.name)
      // When something was created never changes.
      .filter((column) => column !== 'created_at' && words.has(column) && !logged.includes(column))
    assert.deepEqual(
      missing.filter((column) => name === 'users' || !other.includes(column)),
      [],
      `${name}: updates of these columns are not logged`,
    )
  }
})

test('users who have changed are not read on once the time of a list is over', async () => {
  let isStopped = false
  const { database, reader } = await openTestReader('sqlite', { isStopped: () => isStopped })
  const directory = await createDirectory(database.db, testClock())
  const keys = await directory.users(...Array.from({ length: 20 }, () => ({ name: 'Ada' })))
  const select = (db: Db) => selectUserFacts(db, directory.organizationKey, keys)
  const statements = await reader.read((db) => statementsOf(db, select))
  assert.ok(statements.length >= 6)
  for (const statement of statements) assert.match(statement, /portico_in_time/)
  isStopped = true
  await assert.rejects(reader.read(select), OutOfTime)
})
