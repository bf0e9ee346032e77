import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasBits, signatureBitsOf, signatureOf } from './signature-of.ts'

test('a signature has every part of its texts, and few others', () => {
  const names = Array.from(
    { length: 1_024 },
    (_, n) => `person ${(n * 7_919) % 1_000_003}\u00ffp${n}@example.com\u00ff`,
  )
  const signature = signatureOf(names.join(''), 'z\u00fcrich login\u00ff')
  const whole = `${names.join('')}`
  for (let at = 0; at + 12 < whole.length; at += 7)
    for (const length of [5, 6, 12]) assert.ok(hasBits(signature, signatureBitsOf(whole.slice(at, at + length)) ?? []))
  assert.ok(hasBits(signature, signatureBitsOf('z\u00fcrich') ?? []))
  assert.equal(signatureBitsOf('anna'), undefined)
  const others = Array.from({ length: 1_000 }, (_, n) => signatureBitsOf(`${(n * 104_729) % 1_000_003}x${n}`) ?? [])
  const taken = others.filter((bits) => hasBits(signature, bits)).length
  assert.ok(taken < 100, `${taken} of 1,000 that are not there are not told apart`)
})
