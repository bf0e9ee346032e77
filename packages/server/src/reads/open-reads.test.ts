import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer } from '@portico/testing/server.ts'
import type { FastifyReply } from 'fastify'
import { pageOf } from '../http/api/page.ts'
import { ReadNotReady } from '../http/api/reads.ts'
import { createMetrics } from '../http/hooks/metrics.ts'
import { Problem } from '../problems/problem.ts'
import { declaredReads } from './declared-reads.ts'

/** Has lists of users answer as `listUsers` does, and asks for one. */
async function ask(listUsers: () => Promise<unknown>, onRenewal = (_raw: PassThrough): void => {}) {
  const server = await startTestServer({ engine: anyEngine })
  const { reads } = server.context
  const declared = declaredReads.listUsers
  assert.ok(declared)
  const mocked = mock.method(declared, 'operation', listUsers)
  const metrics = createMetrics()
  metrics.observeReads(reads)
  const raw = new PassThrough()
  const request = { id: 'asked', principal: server.system, renewPrincipal: async () => onRenewal(raw) }
  const reply = { request, raw } as unknown as FastifyReply
  const answered = reads.read(reply, declared.operation as never)
  await answered.catch(() => {})
  mocked.mock.restore()
  const text = await metrics.registry.metrics()
  await server.close()
  const sampleOf = (line: string): number | undefined => {
    const found = text.split('\n').find((one) => one.startsWith(`${line} `))
    return found === undefined ? undefined : Number(found.slice(line.length))
  }
  return { answered, sampleOf }
}

test('a list that waits for its index counts once, and not as one that waits for its turn', async () => {
  let tries = 0
  const waited = 300
  const { answered, sampleOf } = await ask(async () => {
    const ready = new Promise<void>((resolve) => setTimeout(resolve, waited / 3))
    if (++tries <= 3) throw new ReadNotReady('the index is not ready', ready)
    return pageOf([], 0, {})
  })
  await answered
  assert.equal(tries, 4)
  assert.equal(sampleOf('portico_read_duration_seconds_count{read="listUsers"}'), 1)
  assert.equal(sampleOf('portico_read_queue_seconds_count'), 1)
  const taken = sampleOf('portico_read_duration_seconds_sum{read="listUsers"}') ?? 0
  const queued = sampleOf('portico_read_queue_seconds_sum') ?? 1
  assert.ok(taken >= 0.9 * (waited / 1_000), `took ${taken} s`)
  assert.ok(queued < taken / 2, `queued for ${queued} s`)
  assert.equal(sampleOf('portico_reads_refused_total{read="listUsers",problem="list_stopped"}'), 0)
})

test('a list that is stopped counts as refused, and one that asks for what is not there does not', async () => {
  const refused = 'portico_reads_refused_total{read="listUsers",problem='
  const stopped = await ask(async () => {
    throw new Problem('list_stopped', 'It took too long.')
  })
  await assert.rejects(stopped.answered, { problem: 'list_stopped' })
  assert.equal(stopped.sampleOf(`${refused}"list_stopped"}`), 1)
  const missing = await ask(async () => {
    throw new Problem('group_not_found', 'There is none.')
  })
  await assert.rejects(missing.answered, { problem: 'group_not_found' })
  assert.equal(missing.sampleOf(`${refused}"list_stopped"}`), 0)
  assert.equal(missing.sampleOf('portico_read_duration_seconds_count{read="listUsers"}'), 1)
})

test('a list is not read for a caller who hangs up while it is found out whether they still may', async () => {
  let tries = 0
  const { answered } = await ask(
    async () => {
      // So long that it is found out once more
      if (++tries === 1) throw new ReadNotReady('the index is not ready', sleep(250))
      return pageOf([], 0, {})
    },
    (raw) => void raw.destroy(),
  )
  assert.equal(await answered, undefined)
  assert.equal(tries, 1)
})
