import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { joseSignatureFromDer } from './jose-signature-from-der.ts'

test('converted signatures verify in the JOSE form', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // One in 128 has an integer with leading zeros, which is what can go wrong.
  for (let i = 0; i < 1000; i++) {
    const data = Buffer.from(`message ${i}`)
    const signature = joseSignatureFromDer(sign('sha256', data, privateKey))
    assert.equal(signature.length, 64)
    assert.ok(verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature))
  }
})

test('short integers get their leading zeros back, long ones lose the sign byte', () => {
  const r = [0x02, 0x02, 0x00, 0x80]
  const s = [0x02, 0x21, 0x00, ...Array(32).fill(0xff)]
  const signature = joseSignatureFromDer(Buffer.from([0x30, r.length + s.length, ...r, ...s]))
  assert.equal(signature.toString('hex'), `${'00'.repeat(31)}80${'ff'.repeat(32)}`)
})
