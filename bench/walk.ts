import assert from 'node:assert/strict'
import { percentile } from './support/percentile.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { beyondReach, startPortico } from './support/processes.ts'

// Walks through all users by pages of 100 as a client does: one page after the other, by nextPageOffset.

const users = Number(process.env.BENCH_USERS ?? 1_000_000)
const limit = 100
/** Seconds for a million users */
const target = 60

const prepared = await prepareData(users)
const portico = await startPortico(prepared.dataFolder, beyondReach)
const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }

interface Page {
  results: { key: string }[]
  page: { totalResults: number; nextPageOffset: number | null }
}

const seen = new Set<string>()
const times: number[] = []
const began = performance.now()
let total = 0
for (let offset: number | null = 0; offset !== null; ) {
  const start = performance.now()
  const response = await fetch(`${portico.url}/api/identity/v1/users?limit=${limit}&offset=${offset}`, { headers })
  const { results, page } = (await response.json()) as Page
  times.push(performance.now() - start)
  for (const { key } of results) seen.add(key)
  total = page.totalResults
  offset = page.nextPageOffset
}
const seconds = (performance.now() - began) / 1_000
await portico.stop()
assert.equal(seen.size, total, 'everybody once')
const at = (part: number): string => percentile(times, part).toFixed(1)
const allowed = (target * total) / 1_000_000
console.log(
  `${total} users by pages of ${limit}: ${seconds.toFixed(1)} s (target ${allowed.toFixed(0)} s), a page p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
)
