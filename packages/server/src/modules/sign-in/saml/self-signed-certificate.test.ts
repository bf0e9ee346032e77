import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { selfSignedCertificate } from './self-signed-certificate.ts'

test('A key issues a certificate to itself, which others can read', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  for (const [name, until] of [
    ['Acme', '2036-11-23T12:00:00.000Z'],
    ['Ünïcödé & Söhne'.repeat(12), '2049-12-31T23:59:59.000Z'],
    ['x', '2050-01-01T00:00:00.000Z'],
  ] as const) {
    const from = Date.parse('2026-11-23T12:00:00.000Z')
    const certificate = new X509Certificate(selfSignedCertificate(privateKey, name, { from, until: Date.parse(until) }))
    assert.equal(certificate.subject, `CN=${name}`)
    assert.equal(certificate.issuer, certificate.subject)
    assert.ok(certificate.verify(publicKey))
    assert.ok(certificate.checkPrivateKey(privateKey))
    assert.deepEqual([certificate.validFromDate, certificate.validToDate], [new Date(from), new Date(until)])
    assert.match(certificate.serialNumber, /^[4-7][0-9A-F]{31}$/)
  }
})
