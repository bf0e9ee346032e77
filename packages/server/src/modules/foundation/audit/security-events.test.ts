import assert from 'node:assert/strict'
import { before, describe, mock, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Db } from '../../../db/transaction.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { recordSecurityEvent } from './record-security-event.ts'
import type { SecurityEvent } from './security-event.ts'
import { createSecurityEventBuckets } from './security-event-buckets.ts'
import { createSecurityEvents } from './security-events.ts'

const start = Date.parse('2026-11-23T15:00:00.000Z')
const minute = 60_000
const nowhere = ['018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091', '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8092']

const failure = (more: Partial<SecurityEvent> = {}): SecurityEvent => ({
  organizationKey: 'org',
  action: 'user.sign-in-failed',
  entity: { type: 'user', key: 'unknown', name: null },
  source: { address: '192.0.2.1', traceId: 'a'.repeat(32) },
  details: { failed: 'password', reason: 'wrong' },
  ...more,
})
const from = (address: string) => ({ source: { address, traceId: null } })

describe('Failures that are counted', () => {
  const counted = (events: SecurityEvent[]) => {
    const buckets = createSecurityEventBuckets()
    for (const event of events) buckets.count(event, start)
    return buckets.due(start, true)
  }
  const sum = (buckets: { occurrences: number }[]) => buckets.reduce((all, { occurrences }) => all + occurrences, 0)

  test('are one entry for each kind, subject and network', () => {
    const [first, second, third, ...more] = counted([
      failure(from('2001:db8:1:2::1')),
      failure(from('2001:db8:1:2::ffff')),
      failure(from('2001:db8:1:3::1')),
      failure({ ...from('2001:db8:1:2::1'), details: { failed: 'code', reason: 'wrong' } }),
    ])
    assert.deepEqual([first?.occurrences, second?.occurrences, third?.occurrences, more], [2, 1, 1, []])
  })

  test('take as many entries for users who do not exist as for users who do', () => {
    const known = counted(
      Array.from({ length: 20 }, (_, n) => failure({ entity: { type: 'user', key: `${n}`, name: '' } })),
    )
    const unknown = counted(Array.from({ length: 20 }, (_, n) => failure({ typed: `${n}` })))
    assert.equal(known.length, 9)
    assert.deepEqual(
      unknown.map(({ occurrences }) => occurrences),
      known.map(({ occurrences }) => occurrences),
    )
  })

  test('of one network leave room for others; of a hundred thousand networks they are 61', () => {
    const flood = Array.from({ length: 5_000 }, (_, n) => failure({ typed: `${n}` }))
    const spared = counted([...flood, failure(from('192.0.2.2'))])
    assert.equal(spared.find(({ event }) => event.source.address === '192.0.2.2')?.occurrences, 1)
    assert.equal(spared.length, 10)

    const networks = Array.from({ length: 100_000 }, (_, n) =>
      failure(from(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)),
    )
    const buckets = counted(networks)
    assert.deepEqual([buckets.length, sum(buckets)], [61, 100_000])
    const rest = buckets.at(-1)?.event
    assert.deepEqual([rest?.entity.key, rest?.source.address, rest?.details], ['several', null, {}])
    const another = counted([...networks, failure({ organizationKey: 'another' })])
    assert.equal(another.at(-1)?.event.organizationKey, 'another')
  })

  test('name a known caller, also one who lets strangers of their network fail first, or fails a lot', () => {
    const flood = Array.from({ length: 5_000 }, (_, n) =>
      failure({ typed: `${n}`, ...from(`10.0.${n >> 8}.${n & 255}`) }),
    )
    const refusedTo = (key: string, n = 0) =>
      failure({
        action: 'request.refused',
        actor: { type: 'user', key, name: 'Mallory' },
        entity: { type: 'operation', key: `Operation_${n}`, name: null },
      })
    const many = Array.from({ length: 500 }, (_, n) => refusedTo('mallory', n))
    const named = counted([...flood, ...many, refusedTo('eve')]).filter(({ event }) => event.actor !== undefined)
    const of = (key: string) => named.filter(({ event }) => event.actor?.key === key)
    assert.deepEqual([of('mallory').length, sum(of('mallory')), of('eve').length], [9, 500, 1])
    assert.deepEqual(of('eve')[0]?.event.entity.key, 'Operation_0')
  })

  test('are stored once at their first, and once when their minute is over', () => {
    const buckets = createSecurityEventBuckets()
    const store = (now: number) =>
      buckets.due(now).map((bucket) => {
        const more = bucket.occurrences - bucket.stored
        bucket.stored = bucket.occurrences
        return more
      })
    buckets.count(failure(), start)
    assert.deepEqual(store(start + 1_000), [1])
    for (let n = 0; n < 7; n++) buckets.count(failure(), start + 2_000 + n)
    assert.deepEqual(store(start + 3_000), [])
    assert.deepEqual(store(start + minute), [7])
    assert.deepEqual(store(start + 2 * minute), [])
  })

  test('that wait for a database for hours do not fill the memory', () => {
    const buckets = createSecurityEventBuckets()
    for (let n = 0; n < 200; n++)
      for (let m = 0; m < 100; m++) buckets.count(failure(from(`10.0.0.${m}`)), start + n * minute)
    const due = buckets.due(start + 200 * minute)
    assert.equal(due.length, 5_000)
    assert.equal(sum(due) + buckets.dropped(), 20_000)
  })
})

onBothEngines('Failures in the audit trail', (_engine, open) => {
  const clock = testClock(start)
  const logged: Record<string, unknown>[] = []
  let db: Db
  let directory: Directory

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
  })

  test('have a result and a count, and nothing of what was typed', async () => {
    const events = createSecurityEvents({ db, clock, log: recordingLog(logged) })
    const { organizationKey } = directory
    const failures = async () =>
      (await listAuditEntries({ db }, directory.principal(), { result: ['Failure'] })).results.map(
        ({ key, ...entry }) => entry,
      )
    const totalBefore = (await listAuditEntries({ db }, directory.principal(), {})).page.totalResults
    recordSecurityEvent({ db, clock }, failure({ organizationKey, typed: 'Hunter-2-Hunter-2' }))
    for (const organizationKey of nowhere) recordSecurityEvent({ db, clock }, failure({ organizationKey }))
    await events.flush()
    clock.advance(10)
    for (let n = 0; n < 3; n++)
      recordSecurityEvent({ db, clock }, failure({ organizationKey, typed: 'Hunter-2-Hunter-2' }))
    await events.flush()
    await events.flush()
    const entry = {
      occurredAt: '2026-11-23T15:00:00.000Z',
      actor: { type: 'anonymous', key: null, name: 'Anonymous', address: '192.0.2.1' },
      traceId: 'a'.repeat(32),
      action: 'user.sign-in-failed',
      entity: { type: 'user', key: 'unknown', name: null },
      related: [],
      partOf: null,
      environmentKey: null,
      oldValues: null,
      newValues: { failed: 'password', reason: 'wrong' },
      result: 'Failure',
    }
    assert.deepEqual(await failures(), [
      { ...entry, occurrences: 3 },
      { ...entry, occurrences: 1 },
    ])
    const { page } = await listAuditEntries({ db }, directory.principal(), {})
    assert.equal(page.totalResults, totalBefore + 2)
    const successes = await listAuditEntries({ db }, directory.principal(), { result: ['Success'] })
    assert.equal(successes.page.totalResults, totalBefore)
    await events.stop()
    // What belongs to no organization holds nothing else up, fails each time, and is told once of each.
    assert.deepEqual(
      logged.map(({ organizationKey }) => organizationKey),
      nowhere,
    )
  })

  test('that cannot be stored while the database is away are told once for all organizations', async () => {
    const lines: Record<string, unknown>[] = []
    const events = createSecurityEvents({ db, clock, log: recordingLog(lines) })
    for (const organizationKey of nowhere) recordSecurityEvent({ db, clock }, failure({ organizationKey }))
    const failing = mock.method(db, 'transaction', () => {
      throw Object.assign(new Error('the server is stopping'), { code: '57P01' })
    })
    await events.flush()
    failing.mock.restore()
    assert.deepEqual(
      lines.map(({ organizationKey }) => organizationKey),
      [undefined],
    )
  })
})
