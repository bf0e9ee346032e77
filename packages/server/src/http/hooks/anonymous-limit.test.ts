import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { createAnonymousLimit, limitAnonymousRequests } from './anonymous-limit.ts'

test('lets a network ask so often in a minute, and no other pays for it', () => {
  let now = Date.parse('2026-11-23T15:00:00.000Z')
  const limit = createAnonymousLimit({ now: () => now })
  for (let n = 0; n < 300; n++) assert.equal(limit.count('192.0.2.7'), 0)
  now += 18_500
  assert.equal(limit.count('192.0.2.7'), 42)
  assert.equal(limit.count('192.0.2.8'), 0)
  now += 41_500
  assert.equal(limit.count('192.0.2.7'), 0)
  for (let n = 0; n < 300; n++) limit.count('192.0.2.7')
  now -= 3_600_000
  assert.equal(limit.count('192.0.2.7'), 0, 'the clock was set back')
})

test('limits whoever has a whole /24 or /48, and remembers only so many networks', () => {
  const limit = createAnonymousLimit({ now: () => 0 })
  const countFrom = (address: string): number => Math.min(1, limit.count(address))
  for (let n = 0; n < 3_000; n++) {
    assert.equal(countFrom(`192.0.2.${n % 250}`), 0)
    assert.equal(countFrom(`2001:db8:7:${n.toString(16)}::1`), 0)
  }
  assert.deepEqual(['192.0.2.255', '2001:db8:7:ffff::1'].map(countFrom), [1, 1])
  assert.deepEqual(['192.0.3.1', '2001:db8:8::1'].map(countFrom), [0, 0])
  for (let n = 0; n < 110_000; n++) {
    limit.count(`2001:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::`)
    assert.ok(limit.networks() <= 100_001)
  }
})

test('is not made to forget by whoever goes on asking from a few whole networks', () => {
  const limit = createAnonymousLimit({ now: () => 0 })
  let allowed = 0
  for (let n = 0; n < 2 * 65_536; n++) {
    const seconds = limit.count(`2001:db8:${n >> 16}:${(n & 0xffff).toString(16)}::1`)
    if (seconds === 0) allowed++
  }
  assert.equal(allowed, 2 * 3_000)
  assert.ok(limit.networks() < 7_000)
})

test('counts what is sent, and what is read where that is costly', async () => {
  const app = fastify()
  app.decorateRequest('clientAddress', '192.0.2.7')
  limitAnonymousRequests(app, createAnonymousLimit({ now: () => 0 }, { mostInMinute: 2 }))
  const answer = async () => 'done'
  app.get('/page', { config: { permission: 'public' } }, answer)
  app.get('/costly', { config: { permission: 'public', isCostly: true } }, answer)
  app.post('/form', { config: { permission: 'public' } }, answer)
  const ask = async (method: 'GET' | 'HEAD' | 'POST', url: string) =>
    (await app.inject({ method, url })).statusCode === 200
  for (let n = 0; n < 5; n++) assert.ok(await ask('GET', '/page'))
  assert.ok(await ask('GET', '/costly'))
  assert.ok(await ask('POST', '/form'))
  for (const [method, url] of [
    ['GET', '/costly'],
    ['HEAD', '/costly'],
    ['POST', '/form'],
  ] as const)
    assert.ok(!(await ask(method, url)), `${method} ${url}`)
  assert.ok(await ask('GET', '/page'))
  await app.close()
})
