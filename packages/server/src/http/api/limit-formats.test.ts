import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { fastify } from 'fastify'
import { limitFormats } from './limit-formats.ts'

test('Dates and times are checked as before, and a long text is none at little cost', async () => {
  const app = fastify({ ajv: { onCreate: limitFormats } })
  app.post('/', { schema: { body: { type: 'string', format: 'date-time' } } }, async () => 'taken')
  const statusOf = async (text: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' }
    return (await app.inject({ method: 'POST', url: '/', headers, payload: JSON.stringify(text) })).statusCode
  }
  for (const text of ['2026-11-23T15:00:00Z', '2026-11-23t15:00:00.123456789+01:00', '2026-11-23 15:00:00z'])
    assert.equal(await statusOf(text), 200, text)
  for (const text of ['', '2026-11-23', '2026-02-30T15:00:00Z', `2026-11-23T15:00:00.${'0'.repeat(100)}Z`])
    assert.equal(await statusOf(text), 400, text)
  const spaces = ' '.repeat(1_000_000)
  const milliseconds = await threadTime(async () => assert.equal(await statusOf(spaces), 400), 3)
  assert.ok(milliseconds < 40, `${milliseconds} ms`)
})
