import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { timestampParameter } from './timestamp-parameter.ts'

describe('A date and time in a query', () => {
  const cases = {
    '2026-11-23T15:00:00Z': '2026-11-23T15:00:00.000Z',
    '2026-11-23t15:00:00.5z': '2026-11-23T15:00:00.500Z',
    '2026-11-23 15:00:00+01:30': '2026-11-23T13:30:00.000Z',
    '2026-11-23T15:00:00.123456-08:00': '2026-11-23T23:00:00.123Z',
    '2016-12-31T23:59:60Z': '2016-12-31T23:59:59.000Z',
    '0000-01-01T00:00:00+14:00': '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59-14:00': '9999-12-31T23:59:59.999Z',
  }
  for (const [text, stored] of Object.entries(cases)) {
    test(`${text} is ${stored}`, () => assert.equal(timestampParameter('since', text), stored))
  }

  test('may be absent', () => assert.equal(timestampParameter('since', undefined), undefined))

  test('is refused by its name where it is none', () => {
    for (const text of ['yesterday', '2026-13-01T00:00:00Z', '2026-11-23T25:00:00Z']) {
      assert.throws(() => timestampParameter('since', text), { problem: 'invalid_parameter', message: /since/ })
    }
  })
})
