import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { secretExpiry } from '../../server/src/modules/foundation/client-secrets/secret-expiry.ts'
import { expiryPresets, inDays, latestExpiryDay, today, usualExpiryDay } from '../src/components/forms/expiry-days.ts'

const day = 86_400_000
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })

describe('the days on which a secret may expire', () => {
  test('are those that the server takes', () => {
    fc.assert(
      fc.property(moments, (date) => {
        const now = date.getTime()
        for (const { dayFrom } of expiryPresets)
          assert.equal(secretExpiry(dayFrom(now), now).slice(0, 10), dayFrom(now))
        assert.equal(secretExpiry(undefined, now).slice(0, 10), usualExpiryDay(now))
        const beyond = new Date(Date.parse(latestExpiryDay(now)) + day).toISOString().slice(0, 10)
        assert.throws(() => secretExpiry(beyond, now), { name: 'Problem' })
      }),
    )
  })

  test('end with the last day of a shorter month', () => {
    const leap = Date.parse('2024-02-29T12:00:00Z')
    assert.equal(latestExpiryDay(leap), '2026-02-28')
    assert.equal(expiryPresets[3].dayFrom(leap), '2025-02-28')
    assert.equal(inDays(30, leap), '2024-03-30')
    assert.equal(today(Date.parse('2026-11-23T23:59:59.999Z')), '2026-11-23')
  })
})
