import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { entriesByKey } from './audit-keys-repository.ts'
import { deleteAuditEntriesBefore, insertAuditEntries } from './audit-repository.ts'
import type { AuditEntriesQuery } from './audit-schemas.ts'
import { closeAuditBlocks } from './close-audit-blocks.ts'
import { exportAuditEntries } from './export-audit-entries.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'

// Small blocks, so that few entries fill many of them.
const sizes = { block: 7, largeBlock: 3 }

/** The same numbers in each run */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

onBothEngines('The blocks of the audit trail', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  const random = randomNumbers(20_261_128)
  const clients = [randomUUID(), randomUUID()]
  const people: string[] = [randomUUID(), randomUUID(), randomUUID()]
  const names = ['Ada Lovelace', 'Émile Zola-Ada', 'Zoë Byron']
  const addresses = ['192.0.2.7', '2001:db8::a']
  const traces = ['4bf92f3577b34da6a3ce929d0e0e4736']
  const [roles, assets, imports] = [0, 1, 2].map(() => [randomUUID(), randomUUID()]) as [string[], string[], string[]]
  /** The people whom entries name, by the key of the entry */
  const namedIn = new Map<string, string>()
  let db: Db
  let directory: Directory
  let other: Directory

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    other = await createDirectory(db, clock)
  })

  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const time = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString()

  function entry(second: number, { organizationKey, development, test }: Directory = directory): NewAuditEntry {
    const actor_type = one(['api-client', 'user', 'system'] as const)
    const actor_key = actor_type === 'system' ? null : one(actor_type === 'user' ? people : clients)
    const [action, entity_type] = one([
      ['user.created', 'user'],
      ['user.sign-in-failed', 'user'],
      ['group.updated', 'group'],
      ['asset.deployed', 'asset'],
    ] as const)
    const [key, about] = [randomUUID(), random(people.length)]
    const named = one([null, null, one(people)])
    if (named !== null) namedIn.set(key, named)
    return {
      organization_key: organizationKey,
      key,
      occurred_at: time(second),
      actor_type,
      actor_key,
      actor_name: names[people.indexOf(actor_key ?? '')] ?? 'Zoltan',
      address: one([null, ...addresses]),
      trace_id: one([null, ...traces]),
      action,
      entity_type,
      entity_key: people[about] ?? '',
      entity_name: names[about] ?? null,
      old_values: null,
      new_values: null,
      environment_key: one([null, development.key, test.key]),
      result: action === 'user.sign-in-failed' ? 'Failure' : 'Success',
      occurrences: 1,
      role_key: one([null, null, ...roles]),
      asset_key: one([null, ...assets]),
      part_of: one([null, null, null, ...imports]),
      named: named === null ? [] : [named, named],
    }
  }

  const store = (...entries: NewAuditEntry[]): Promise<void> =>
    transaction({ db, clock }, async (parts) => insertAuditEntries(parts.db, entries))
  const close = (): Promise<void> => closeAuditBlocks({ db }, directory.organizationKey, sizes)

  const filters: ((latest: number) => AuditEntriesQuery)[] = [
    () => ({ action: ['asset.deployed'] }),
    () => ({ action: ['user.created', 'group.updated'] }),
    () => ({ action: ['token.revoked'] }),
    () => ({ entityType: [one(['user', 'group'] as const)] }),
    () => ({ entityKey: [one(people)] }),
    () => ({ entityKey: people.slice(0, 2).map((key) => key.toUpperCase()) }),
    () => ({ actorType: [one(['user', 'system', 'anonymous'] as const)] }),
    () => ({ actorKey: [one(people)] }),
    () => ({ actorKey: [one(clients)] }),
    () => ({ actorKey: [one(clients), one(people), randomUUID()] }),
    () => ({ environmentKey: [directory.development.key] }),
    () => ({ result: ['Failure'] }),
    () => ({ roleKey: [one(roles)] }),
    () => ({ assetKey: assets }),
    () => ({ roleKey: [one(roles).toUpperCase(), randomUUID()], assetKey: [one(assets)] }),
    () => ({ partOf: [one(imports)] }),
    () => ({ grouped: true }),
    () => ({ subjectKey: [one(people)] }),
    () => ({ subjectKey: people.slice(1) }),
    () => ({
      search: one(['ada', 'Lovel', 'ADA LOVE', 'zo', 'emile', 'Zola-Ada', 'ovelace', 'lovelace ada', '--']),
      searchAction: one([undefined, ['asset.deployed' as const, 'group.updated' as const]]),
    }),
    () => ({
      search: one([...people, ...roles, ...assets, directory.development.key, ...addresses, ...traces]).toUpperCase(),
    }),
    (latest) => ({ since: time(random(latest)) }),
    (latest) => ({ to: time(random(latest)) }),
    (latest) => ({ since: time(random(latest)), to: time(random(latest)) }),
  ]

  const includes = (values: readonly string[] | undefined, value: string | null): boolean =>
    values === undefined || values.some((one) => one.toLowerCase() === value?.toLowerCase())
  const plain = (text: string): string => text.toLowerCase().replace('é', 'e').replace('ë', 'e')
  const begins = (name: string, text: string): boolean =>
    [...plain(name).matchAll(/\w+/g)].some(({ index }) => plain(name).startsWith(plain(text), index))
  const isFound = ({ search, searchAction }: AuditEntriesQuery, row: AuditEntryTable): boolean => {
    if (search === undefined) return true
    const beside = [namedIn.get(row.key), row.role_key, row.asset_key, row.environment_key]
    return (
      [row.entity_key, row.actor_type === 'user' ? row.actor_key : null, ...beside].some(
        (key) => key === search.toLowerCase() || begins(names[people.indexOf(key ?? '')] ?? '', search),
      ) ||
      (row.part_of === null && [row.address, row.trace_id].includes(search.toLowerCase())) ||
      (searchAction ?? []).some((action) => action === row.action)
    )
  }
  const matches =
    (query: AuditEntriesQuery) =>
    (row: AuditEntryTable): boolean =>
      includes(query.action, row.action) &&
      includes(query.entityType, row.entity_type) &&
      includes(query.entityKey, row.entity_key) &&
      includes(query.actorType, row.actor_type) &&
      includes(query.actorKey, row.actor_key) &&
      includes(query.environmentKey, row.environment_key) &&
      includes(query.result, row.result) &&
      includes(query.roleKey, row.role_key) &&
      includes(query.assetKey, row.asset_key) &&
      includes(query.partOf, row.part_of) &&
      (!query.grouped || row.part_of === null) &&
      (includes(query.subjectKey, row.entity_key) || includes(query.subjectKey, namedIn.get(row.key) ?? null)) &&
      isFound(query, row) &&
      (query.since === undefined || row.occurred_at >= query.since) &&
      (query.to === undefined || row.occurred_at <= query.to)

  const stored = async ({ organizationKey }: Directory): Promise<AuditEntryTable[]> => {
    const rows = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('organization_key', '=', organizationKey)
      .execute()
    const place = (row: AuditEntryTable): string => `${row.occurred_at} ${row.key}`
    return rows.sort((a, b) => (place(a) < place(b) ? 1 : -1))
  }

  /** Compares every filter, and pairs of them, with what is stored, in both orders and from somewhere on. */
  async function assertExact(latest: number): Promise<void> {
    const rows = await stored(directory)
    await assertCounted(rows)
    const queries = filters.flatMap((first) => [first(latest), { ...first(latest), ...one(filters)(latest) }])
    for (const query of [{}, ...queries]) {
      const expected = rows.filter(matches(query))
      for (const sort of ['-occurredAt', 'occurredAt'] as const) {
        const offset = random(expected.length + 3)
        const limit = 1 + random(20)
        const ordered = sort === 'occurredAt' ? expected.toReversed() : expected
        const { page, results } = await listAuditEntries({ db }, directory.principal(), {
          ...query,
          sort,
          offset,
          limit,
        })
        const said = JSON.stringify({ query, sort, offset, limit })
        assert.equal(page.totalResults, expected.length, said)
        assert.deepEqual(
          results.map(({ key }) => key),
          ordered.slice(offset, offset + limit).map(({ key }) => key),
          said,
        )
      }
    }
  }

  /** Each block has as many entries of each kind as lie in it, and the blocks follow each other. */
  async function assertCounted(rows: readonly AuditEntryTable[]): Promise<void> {
    const blocks = await db
      .selectFrom('audit_blocks')
      .selectAll()
      .where('organization_key', '=', directory.organizationKey)
      .orderBy('level')
      .orderBy('kind')
      .orderBy('started_at')
      .execute()
    for (const { kind, started_at, ended_at, entries } of blocks) {
      const own = rows.filter(
        (row) => row.occurred_at >= started_at && row.occurred_at < ended_at && (kind === 0 || row.kind === kind),
      )
      assert.equal(entries, own.length, `kind ${kind} from ${started_at} to ${ended_at}`)
    }
    for (const level of [0, 1]) {
      const whole = blocks.filter((block) => block.level === level && block.kind === 0)
      for (const [index, block] of whole.entries()) {
        const next = whole[index + 1]
        if (next) assert.equal(block.ended_at, next.started_at)
      }
    }
  }

  const blocksOf = async (level: number): Promise<number> => {
    const rows = await db
      .selectFrom('audit_blocks')
      .select('started_at')
      .where('organization_key', '=', directory.organizationKey)
      .where('level', '=', level)
      .where('kind', '=', 0)
      .execute()
    return rows.length
  }

  test('leave lists exact, whatever is stored, in which order, and deleted', async () => {
    let latest = 10
    for (let round = 0; round < 6; round++) {
      // Several entries of one time, some of earlier times, and another organization's between them.
      for (let batch = 0; batch < 8; batch++) {
        const late = Array.from({ length: random(4) }, () => entry(random(latest)))
        const time = latest + random(6)
        await store(...Array.from({ length: 1 + random(9) }, () => entry(time)), ...late, entry(time, other))
        latest = time + random(2)
        if (random(3) === 0) await close()
      }
      await close()
      await assertExact(latest)
      if (round % 2 === 1) {
        const before = time(random(latest / 3))
        await transaction({ db, clock }, (parts) =>
          deleteAuditEntriesBefore(parts.db, directory.organizationKey, before, 1 + random(60)),
        )
        await assertExact(latest)
      }
    }
    assert.ok((await blocksOf(0)) > 10 && (await blocksOf(1)) > 2)
  })

  test('count what is stored and rolled back while they are closed', async () => {
    const failure = new Error('in vain')
    const work = Array.from({ length: 60 }, (_, n) =>
      transaction({ db, clock }, async (parts) => {
        insertAuditEntries(parts.db, [entry(random(400)), entry(200 + n)])
        if (n % 6 === 0) throw failure
      }).catch((error: unknown) => assert.equal(error, failure)),
    )
    await Promise.all([...work, close(), close(), ...Array.from({ length: 5 }, () => store(entry(0)).then(close))])
    await close()
    await assertExact(400)
  })

  test('are of use to an export, which leaves nothing out', async () => {
    await store(...Array.from({ length: 1_100 }, (_, n) => entry(500 + (n % 40))))
    await close()
    const rows = await stored(directory)
    for (const query of [
      {},
      { action: ['group.updated' as const] },
      { result: ['Failure' as const], since: time(510) },
      { search: 'ada' },
      { subjectKey: people.slice(1) },
    ]) {
      const keys: string[] = []
      let after: Awaited<ReturnType<typeof exportAuditEntries>>['next']
      do {
        const request = { format: 'jsonl', filter: query } as const
        const { text, next } = await exportAuditEntries({ db }, directory.principal(), request, after)
        keys.push(...text.split('\n').flatMap((line) => (line ? [String(JSON.parse(line).key)] : [])))
        after = next
      } while (after)
      assert.deepEqual(
        keys,
        rows.filter(matches(query)).map(({ key }) => key),
      )
    }
  })

  test('are read for an export as far as each part needs, and names are looked through for the first one alone', async () => {
    const { organizationKey } = directory
    const request = { format: 'jsonl', filter: { search: 'ada' } } as const
    const { next } = await exportAuditEntries({ db }, directory.principal(), request)
    const second = await exportAuditEntries({ db }, directory.principal(), request, next)
    assert.ok(next && second.text !== '')
    const rolledBack = new Error('names are kept')
    const withoutNames = transaction({ db, clock }, async ({ db }) => {
      await db.deleteFrom('audit_subjects').where('organization_key', '=', organizationKey).execute()
      assert.equal((await exportAuditEntries({ db }, directory.principal(), request, next)).text, second.text)
      throw rolledBack
    })
    await assert.rejects(withoutNames, rolledBack)
    const cut = { descending: true, most: 5, after: next }
    const taken = await (await entriesByKey(db, organizationKey, next.asked, cut)).select('e.key').execute()
    assert.ok(taken.length >= 5 && taken.length <= 10, `${taken.length} entries`)
  })

  test('serve filters of more kinds than a statement takes values', async () => {
    const clients = Array.from({ length: 1_050 }, () => ({
      actor_type: 'api-client' as const,
      actor_key: randomUUID(),
    }))
    await store(...clients.map((client) => ({ ...entry(600 + random(300)), ...client })))
    await close()
    await assertExact(900)
  })

  test('leave lists exact where there are so many kinds that API clients share them', async () => {
    const { organizationKey } = directory
    const kindsOfClients = async (): Promise<Set<string | null>> => {
      const kinds = await db
        .selectFrom('audit_kinds')
        .select('actor_key')
        .where('organization_key', '=', organizationKey)
        .where('actor_type', '=', 'api-client')
        .execute()
      return new Set(kinds.map((kind) => kind.actor_key))
    }
    // So many others that those of clients are neither few nor nearly all
    const others = Array.from({ length: 2_001 }, (_, n) => ({
      ...{ organization_key: organizationKey, kind: 2_000 + n, facets: `of no entry ${n}`, result: 'Success' as const },
      ...{ action: 'user.created', entity_type: 'user', actor_type: 'system' as const, is_part: 0 },
    }))
    await db.insertInto('audit_kinds').values(others).execute()
    const known = await kindsOfClients()
    const added = Array.from({ length: 60 }, () => randomUUID())
    clients.push(...added.slice(0, 2))
    const written = added.map((actor_key) => ({
      ...entry(900 + random(50)),
      actor_type: 'api-client' as const,
      actor_key,
    }))
    await store(...written.slice(0, 40), ...Array.from({ length: 40 }, () => entry(900)))
    await store(...written.slice(40))
    await close()
    assert.equal((await kindsOfClients()).size, known.size + 1, 'one more, for all others')
    await assertExact(950)
    const [{ actor_key } = {}] = written
    const found = await listAuditEntries({ db }, directory.principal(), { actorKey: [actor_key ?? ''], limit: 100 })
    assert.ok(found.page.totalResults > 0 && found.results.every(({ actor }) => actor.key === actor_key))
  })

  test('go with the entries, and refuse that an entry moves', async () => {
    const moved = db
      .updateTable('audit_entries')
      .set({ occurred_at: time(1) })
      .execute()
    await assert.rejects(moved, /would count it wrongly/)
    const all = await stored(directory)
    await transaction({ db, clock }, (parts) =>
      deleteAuditEntriesBefore(parts.db, directory.organizationKey, time(100_000), all.length),
    )
    await assertExact(10)
    await store({ ...entry(3), result: 'Success' }, { ...entry(4_000), result: 'Success' })
    await assertExact(4_001)
  })
})
