import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { selfSignedCertificate } from '@portico/server/modules/sign-in/saml/self-signed-certificate.ts'

/**
 * A usual key, and its certificate with a chain that takes OpenSSL long to check: the public exponent of those who issue has
 * as many bits as RSA takes at most, since it is the private one of the usual key.
 */
export function slowCertificates(count: number): { cert: string; key: string } {
  const { privateKey: usual } = generateKeyPairSync('rsa', { modulusLength: 3_072 })
  const parts = usual.export({ format: 'jwk' })
  const { e, d } = parts as { e: string; d: string }
  const slow = createPrivateKey({ key: { ...parts, e: d, d: e, dp: e, dq: e }, format: 'jwk' })
  const validity = { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2036-01-01T00:00:00Z') }
  const nameOf = (index: number): string => `certificate ${1_000 + index}`
  const chain = Array.from({ length: count }, (_, index) => {
    const certificate = selfSignedCertificate(index === 0 ? usual : slow, nameOf(index), validity)
    // What is signed comes after 4 bytes, itself 4 bytes and what these say. The first name in it is that of the issuer.
    const signed = certificate.subarray(4, 8 + certificate.readUInt16BE(6))
    signed.write(nameOf(index + 1), signed.indexOf(nameOf(index)))
    const signature = sign('sha256', signed, slow)
    signature.copy(certificate, certificate.length - signature.length)
    return new X509Certificate(certificate).toString()
  })
  return { cert: chain.join(''), key: usual.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
