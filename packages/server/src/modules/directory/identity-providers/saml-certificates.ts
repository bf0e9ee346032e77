import { type KeyObject, X509Certificate } from 'node:crypto'
import { Problem } from '../../../problems/problem.ts'

const mostCertificates = 10

/**
 * The certificates in a text: PEM, one or several, or one in bare base64 as metadata have it. Only their keys count: a
 * certificate says nothing more about a SAML provider (SAML metadata interoperability profile, section 2.6.1).
 * @param field for the refusal
 * @throws Problem invalid_body
 */
export function readSamlCertificates(field: string, text: string): X509Certificate[] {
  if (/PRIVATE KEY/.test(text))
    throw refused(field, 'holds a private key. The provider gives a certificate; keep the key secret.')
  // In a field of one line, PEM has lost its lines.
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)].map(
    ([, body]) => body,
  )
  if (blocks.length === 0) blocks.push(text)
  if (blocks.length > mostCertificates) throw refused(field, `holds more than ${mostCertificates} certificates.`)
  return blocks.map((block) => {
    const certificate = parse(pemOf(block ?? ''))
    if (!certificate) throw refused(field, 'must be one or several X.509 certificates: PEM, or base64.')
    if (!isStrongKey(certificate.publicKey)) {
      throw refused(field, 'has a key that is too weak: RSA from 2048 bits on, or the curves P-256, P-384 and P-521.')
    }
    return certificate
  })
}

/** Base64 as PEM */
export const pemOf = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/\s+/g, '')}\n-----END CERTIFICATE-----`

function parse(pem: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem)
    return certificate.publicKey ? certificate : undefined
  } catch {
    return undefined
  }
}

/** RSA from 2048 bits on, and the curves of NIST from 256 bits on */
export function isStrongKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= 2048
  return type === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '')
}

const refused = (field: string, rule: string): Problem => new Problem('invalid_body', `The field ${field} ${rule}`)
