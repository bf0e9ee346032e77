import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PorticoConnectionError, PorticoError, problemCodes } from '../src/index.ts'
import type { Portico } from '../src/portico.ts'
import { fakePortico, type Scripted } from './fake-portico.ts'

const key = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const calls: Record<string, (portico: Portico) => Promise<unknown>> = {
  GET: (portico) => portico.users.list().page(),
  PUT: (portico) => portico.management.apiClients.setPermissions(key, []),
  DELETE: (portico) => portico.users.delete(key),
  POST: (portico) => portico.users.create({ email: 'ada@example.com' }),
  PATCH: (portico) => portico.users.update(key, { name: 'Ada' }),
}
const call = (method: string, portico: Portico): Promise<unknown> => calls[method]?.(portico) ?? assert.fail(method)
const ok: Scripted = { status: 200, body: { key } }

describe('what the server says it has not begun is repeated, whatever it was', () => {
  for (const method of Object.keys(calls)) {
    test(`${method}: 429, also without Retry-After, and 503 with it`, async () => {
      for (const refusal of [
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 429 },
        { status: 503, headers: { 'retry-after': '1' } },
        { status: 503, headers: { 'retry-after': '1' }, body: { errorCode: problemCodes.lists_busy } },
      ]) {
        const { portico, sent } = fakePortico({ answers: [refusal, refusal, ok] })
        await call(method, portico)
        assert.deepEqual(
          sent.map((request) => request.method),
          [method, method, method],
        )
        assert.equal(new Set(sent.map(({ body }) => body)).size, 1, 'each time with the same body')
      }
    })
  }
})

describe('what may have been done already is repeated only where twice is like once', () => {
  const databaseAway: Scripted = {
    status: 503,
    headers: { 'retry-after': '1' },
    body: { errorCode: problemCodes.database_unavailable },
  }
  const unclear: Scripted[] = ['broken', 'silent', ...[500, 502, 503, 504].map((status) => ({ status })), databaseAway]
  for (const [method, repeated] of Object.entries({ GET: true, PUT: true, DELETE: false, POST: false, PATCH: false })) {
    test(`${method} ${repeated ? 'is' : 'is not'}`, async () => {
      for (const failure of unclear) {
        const { portico, sent } = fakePortico({ answers: [failure, ok], timeout: 20 })
        const outcome = await call(method, portico).then(
          () => 'done',
          (error) => error,
        )
        if (repeated) assert.equal(outcome, 'done')
        else assert.ok(outcome instanceof PorticoError || outcome instanceof PorticoConnectionError, String(outcome))
        assert.equal(sent.length, repeated ? 2 : 1, JSON.stringify(failure))
      }
    })
  }

  test('no refusal of the request itself is repeated', async () => {
    for (const status of [400, 403, 404, 409, 413]) {
      const { portico, sent } = fakePortico({ answers: [{ status }] })
      await assert.rejects(portico.users.list().page(), { name: 'PorticoError', status })
      assert.equal(sent.length, 1)
    }
  })
})

describe('waiting', () => {
  test('takes as long as Retry-After says or a little longer, in seconds or as a date', async () => {
    const date = new Date(Date.parse('2026-11-23T15:00:00.000Z') + 20_000).toUTCString()
    for (const [text, milliseconds] of [
      ['20', 20_000],
      [date, 20_000],
      ['0', 0],
    ] as const) {
      const { portico, waits } = fakePortico({ answers: [{ status: 429, headers: { 'retry-after': text } }] })
      await portico.users.list().page()
      assert.equal(waits.length, 1)
      const [wait = -1] = waits
      assert.ok(wait >= milliseconds && wait <= milliseconds * 1.1, `${text}: ${wait}`)
    }
  })

  test('grows without Retry-After, and ends after the retries', async () => {
    const { portico, waits, sent } = fakePortico({ answers: Array(9).fill({ status: 500 }), retries: 4 })
    await assert.rejects(portico.users.list().page(), { status: 500 })
    assert.deepEqual(waits, [250, 500, 1000, 2000])
    assert.equal(sent.length, 5)
  })

  test('is not begun where the server asks for too long: the error tells', async () => {
    const { portico, waits } = fakePortico({ answers: [{ status: 429, headers: { 'retry-after': '3600' } }] })
    await assert.rejects(portico.users.list().page(), { status: 429, retryAfter: 3600 })
    assert.deepEqual(waits, [])
  })

  test('ends when the caller gives up', async () => {
    const { portico, sent } = fakePortico({ answers: ['silent'] })
    const reason = new Error('enough')
    const giveUp = new AbortController()
    const list = portico.users.list({}, { signal: giveUp.signal }).page()
    setTimeout(() => giveUp.abort(reason), 20)
    await assert.rejects(list, reason)
    assert.equal(sent.length, 1)
  })
})

test('a broken connection tells where and why', async () => {
  const { portico } = fakePortico({ answers: ['broken'], retries: 0 })
  await assert.rejects(portico.users.list().page(), {
    name: 'PorticoConnectionError',
    message: 'https://id.example.com cannot be reached: connect ECONNREFUSED.',
  })
  const silent = fakePortico({ answers: ['silent'], retries: 0, timeout: 20 })
  await assert.rejects(silent.portico.users.list().page(), {
    message: 'https://id.example.com gave no answer within 0.02 s.',
  })
})

test('an answer that breaks off counts as none', async () => {
  let asked = 0
  const { portico } = fakePortico({
    fetch: async (url) => {
      if (!url.includes('/api/')) {
        return Response.json({ token_endpoint: 'https://id.example.com/t', access_token: 't', expires_in: 60 })
      }
      asked++
      if (asked > 1) return Response.json({ userCount: 7 })
      const half = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })
      return new Response(half, { headers: { 'content-type': 'application/json' } })
    },
  })
  assert.equal(await portico.users.count(), 7)
  assert.equal(asked, 2)
})
