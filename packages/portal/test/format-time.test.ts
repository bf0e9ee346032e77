import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatMinutes, formatNumber, formatShare } from '../src/components/values/format-number.ts'
import { formatRelativeTime } from '../src/components/values/format-time.ts'
import { latestInHour } from '../src/components/values/latest-in-hour.ts'

const minute = 60_000
const day = 24 * 60 * minute

for (const [away, words] of [
  [-10_000, 'just now'],
  [20_000, 'now'],
  [-50_000, '1 minute ago'],
  [-5 * minute, '5 minutes ago'],
  [-46 * minute, '1 hour ago'],
  [3 * 60 * minute + minute, 'in 3 hours'],
  [-23 * 60 * minute, '1 day ago'],
  [12 * day + minute, 'in 12 days'],
  [-27 * day, '1 month ago'],
  [91 * day, 'in 3 months'],
  [-350 * day, '1 year ago'],
  [730 * day, 'in 2 years'],
] as const) {
  test(`${away / minute} minutes away is “${words}”`, (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 23) })
    assert.equal(formatRelativeTime(new Date(Date.now() + away).toISOString()), words)
  })
}

for (const [since, words] of [
  [0, undefined],
  [59, undefined],
  [60, '1 minute ago'],
  [61, '1 minute ago'],
  [65, '5 minutes ago'],
  [180, '2 hours ago'],
] as const) {
  test(`an hour that began ${since} minutes ago is “${words ?? 'This hour'}”`, (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 23) })
    const latest = latestInHour(new Date(Date.now() - since * minute).toISOString())
    assert.equal(latest && formatRelativeTime(latest), words)
  })
}

test('numbers are written where the browser names a locale that Intl refuses', (context) => {
  context.mock.getter(globalThis.navigator, 'languages', () => ['en-US@posix', 'en-GB'])
  assert.equal(formatNumber(1234.5), '1,234.5')
})

test('only all is 100%, and only none is 0%', () => {
  const shares = [0, 1 / 45_620, 0.004, 0.006, 0.25, 0.994, 45_571 / 45_620, 1]
  assert.deepEqual(shares.map(formatShare), ['0%', '<1%', '<1%', '1%', '25%', '99%', '>99%', '100%'])
})

test('minutes that are hours are told in hours', () => {
  assert.deepEqual([1, 60, 90, 720].map(formatMinutes), ['1 minute', '1 hour', '90 minutes', '12 hours'])
})
