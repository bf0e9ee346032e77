import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { readConfig } from '../../../config/config.ts'
import type { Database, Engine } from '../../../db/database.ts'
import { Problem } from '../../../problems/problem.ts'
import { noOwnLimits, type OwnLimits } from './own-limits.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'

onBothEngines('Rate limits', (_engine: Engine, open: () => Promise<Database>) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let database: Database
  let organizationKey: string
  let otherKey: string

  before(async () => {
    database = await open()
    organizationKey = (await createDirectory(database.db, clock)).organizationKey
    otherKey = (await createDirectory(database.db, clock)).organizationKey
  })

  /** As many nodes as wanted, with the next whole minute before them */
  const nodes = (count: number, perMinute: number | undefined, bulkPerMinute?: number): RateLimits[] => {
    clock.advance(120_000 - (clock.now() % 60_000))
    return Array.from({ length: count }, () => {
      const counter = database.requestCounter
      return createRateLimits({ clock, counter }, { perMinute, bulkPerMinute })
    })
  }

  const own = (limits: Partial<OwnLimits> = {}, key = organizationKey) => ({
    key,
    ownLimits: { ...noOwnLimits, ...limits },
  })
  const isAllowed = async (node: RateLimits | undefined, api = 'identity', bulk?: 'bulk', organization = own()) => {
    try {
      await node?.count(organization, api, bulk)
      return true
    } catch (error) {
      assert.ok(error instanceof Problem && error.problem === 'rate_limited', String(error))
      return false
    }
  }
  const allowedOf = async (attempts: Promise<boolean>[]): Promise<number> =>
    (await Promise.all(attempts)).filter((allowed) => allowed).length

  test('lets exactly as many through as allowed, then says how long to wait', async () => {
    const [node] = nodes(1, 10)
    for (let n = 0; n < 10; n++) assert.equal(await isAllowed(node), true)
    clock.advance(17_500)
    await assert.rejects(
      async () => node?.count(own(), 'identity'),
      (error: Problem) => {
        assert.equal(error.status, 429)
        assert.deepEqual(error.headers, { 'retry-after': '43' })
        assert.match(error.message, /10 requests a minute to the identity API\. Try again in 43 s/)
        return true
      },
    )
    clock.advance(42_500)
    assert.equal(await isAllowed(node), true)
  })

  test('counts each organization and each API by itself', async () => {
    const [node] = nodes(1, 1)
    assert.equal(await isAllowed(node), true)
    assert.equal(await isAllowed(node), false)
    assert.equal(await isAllowed(node, 'management'), true)
    assert.equal(await isAllowed(node, 'identity', undefined, own({}, otherKey)), true)
  })

  test('counts bulk requests in both limits', async () => {
    const [node] = nodes(1, 10, 5)
    for (let n = 0; n < 5; n++) assert.equal(await isAllowed(node, 'identity', 'bulk'), true)
    await assert.rejects(async () => node?.count(own(), 'identity', 'bulk'), /5 requests .* POST \/users\/bulk/)
    // Six were made of ten.
    for (let n = 0; n < 4; n++) assert.equal(await isAllowed(node), true)
    assert.equal(await isAllowed(node), false)
  })

  test('holds for all nodes together, also where many ask at once', async () => {
    const shared = nodes(3, 100)
    const attempts = Array.from({ length: 150 }, (_, n) => isAllowed(shared[n % 3]))
    assert.equal(await allowedOf(attempts), 100)
  })

  test('leases in blocks where the limit is high, and never lets more through', async () => {
    const shared = nodes(2, 6_000)
    let leases = 0
    const { requestCounter: counter } = database
    const counting: typeof counter = {
      ...counter,
      take(request) {
        leases++
        return counter.take(request)
      },
    }
    shared.push(createRateLimits({ clock, counter: counting }, { perMinute: 6_000, bulkPerMinute: undefined }))
    const attempts = Array.from({ length: 6_600 }, (_, n) => isAllowed(shared[n % 3]))
    const allowed = await allowedOf(attempts)
    assert.ok(allowed <= 6_000 && allowed > 5_960, String(allowed))
    assert.ok(leases <= 6_000 / 3 / 10 + 40, `${leases} leases`)
  })

  test('a node whose clock is behind does not begin the minute anew', async () => {
    const { requestCounter: counter } = database
    const request = { organizationKey, name: 'skew', wanted: 4, limit: 5 }
    assert.equal(await counter.take({ ...request, minute: 1_000 }), 4)
    assert.equal(await counter.take({ ...request, minute: 999 }), 1)
    assert.equal(await counter.take({ ...request, minute: 1_000 }), 0)
    assert.equal(await counter.take({ ...request, minute: 1_001 }), 4)
  })

  test('counts anew after the clocks were set back, also where a node that is gone was far ahead', async () => {
    const [node] = nodes(1, 2)
    const day = 86_400_000
    clock.advance(day)
    assert.equal(await allowedOf([isAllowed(node), isAllowed(node), isAllowed(node)]), 2)
    clock.advance(-day)
    assert.equal(await allowedOf([isAllowed(node), isAllowed(node), isAllowed(node)]), 2)
    const [other] = nodes(1, 2)
    assert.equal(await allowedOf([isAllowed(other), isAllowed(node), isAllowed(other)]), 2)
  })

  test('tells the requests that were made, and not those that a node has leased', async () => {
    const [node, other] = nodes(2, 60_000)
    const used = async () => (await node?.read(own(), 'identity'))?.used
    assert.equal(await used(), 0)
    for (let n = 0; n < 103; n++) assert.equal(await isAllowed(node), true)
    assert.equal(await used(), 103)
    assert.equal(await isAllowed(other), true)
    assert.equal(await used(), 203, 'a block of the other node')
    clock.advance(60_000)
    assert.equal(await used(), 0)
  })

  test('asks the counter once in a hundred requests of the limit that a server has by default', async () => {
    let leases = 0
    const counter: typeof database.requestCounter = {
      ...database.requestCounter,
      take(request) {
        leases++
        return database.requestCounter.take(request)
      },
    }
    nodes(0, undefined)
    const { rateLimits } = readConfig({}, {})
    const node = createRateLimits({ clock, counter }, rateLimits)
    const one = async (): Promise<number> => {
      let made = 0
      while (await isAllowed(node)) made++
      return made
    }
    const made = await Promise.all(Array.from({ length: 16 }, one))
    assert.equal(
      made.reduce((sum, number) => sum + number, 0),
      60_000,
    )
    assert.ok(leases <= 602, `${leases} leases`)
  })

  test('an organization’s own limits win over those of the server, either way', async () => {
    const [node] = nodes(1, 3, 2)
    const allowed = async (limits: Partial<OwnLimits>, bulk?: 'bulk', key = organizationKey): Promise<number> =>
      allowedOf(Array.from({ length: 12 }, () => isAllowed(node, 'identity', bulk, own(limits, key))))
    assert.equal(await allowed({ requestsPerMinute: 8 }), 8)
    assert.equal(await allowed({}, undefined, otherKey), 3)
    clock.advance(60_000)
    assert.equal(await allowed({ requestsPerMinute: 'off' }), 12)
    clock.advance(60_000)
    assert.equal(await allowed({ requestsPerMinute: 'off' }, 'bulk'), 2)
    clock.advance(60_000)
    assert.equal(await allowed({ bulkPerMinute: 'off' }, 'bulk'), 3)
    clock.advance(60_000)
    assert.equal(await allowed({ requestsPerMinute: 9, bulkPerMinute: 4 }, 'bulk'), 4)
  })

  test('limits an organization where the server limits nothing', async () => {
    const [node] = nodes(1, undefined)
    const attempts = (organization: ReturnType<typeof own>) =>
      allowedOf(Array.from({ length: 20 }, () => isAllowed(node, 'identity', undefined, organization)))
    assert.equal(await attempts(own({ requestsPerMinute: 5 })), 5)
    assert.equal(await attempts(own({}, otherKey)), 20)
  })

  test('follows a limit that changes within the minute', async () => {
    const shared = nodes(2, 5)
    const attempts = (limits: Partial<OwnLimits>) =>
      allowedOf(Array.from({ length: 20 }, (_, n) => isAllowed(shared[n % 2], 'identity', undefined, own(limits))))
    assert.equal(await attempts({}), 5)
    assert.equal(await attempts({ requestsPerMinute: 12 }), 7)
    assert.equal(await attempts({ requestsPerMinute: 12 }), 0)
    // What a node has leased under a high limit is worth nothing under a low one.
    assert.equal(await attempts({ requestsPerMinute: 60_000 }), 20)
    assert.equal(await attempts({ requestsPerMinute: 6 }), 0)
    clock.advance(60_000)
    assert.equal(await attempts({ requestsPerMinute: 6 }), 6)
  })
})
