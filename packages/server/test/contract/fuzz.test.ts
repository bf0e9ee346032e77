import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { runFuzz } from '@portico/testing/fuzz/run-fuzz.ts'
import { startTestServer } from '@portico/testing/server.ts'

// `npm run fuzz` sets these for a longer run.
const count = Number(process.env.FUZZ_REQUESTS ?? 2_000)
const first = Number(process.env.FUZZ_SEED ?? 1)
/** The requests to one server: with more rows than they make, lists would take most of the time. */
const perServer = 10_000

describe('Any request', () => {
  test('is answered as declared, and changes no other organization', async () => {
    const statuses: Record<string, number> = {}
    const faults: string[] = []
    for (let done = 0, seed = first; done < count; done += perServer, seed++) {
      const server = await startTestServer({ engine: anyEngine, environment: { PORTICO_RATE_LIMIT: 'off' } })
      const result = await runFuzz(server, { count: Math.min(perServer, count - done), seed })
      await server.close()
      for (const [status, times] of Object.entries(result.statuses)) statuses[status] = (statuses[status] ?? 0) + times
      faults.push(...result.faults)
      if (count > perServer) {
        console.log(`${done + result.requests} requests, ${faults.length} faults, ${JSON.stringify(statuses)}`)
        for (const fault of result.faults) console.log(fault)
      }
    }
    assert.deepEqual(faults.slice(0, 20), [])
    // A generator that is only refused, or never, would find nothing.
    for (const status of [200, 201, 204, 400, 401, 403, 404]) assert.ok(statuses[status], `no ${status}`)
  })
})
