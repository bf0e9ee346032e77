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
      throw refused(
        field,
        'has a key that does not count: RSA of 2048 to 8192 bits, or the curves P-256, P-384 and P-521.',
      )
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

/** Of RSA keys. OpenSSL takes no longer ones where the modulus has more than 3072 bits. */
const exponents = 2n ** 64n

/**
 * RSA of 2048 to 8192 bits, and the curves of NIST from 256 bits on. An exponent as long as the modulus has the event loop
 * check each signature for 6 ms, and a provider may have ten keys to try.
 */
export function isStrongKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'rsa') {
    const { modulusLength = 0, publicExponent = exponents } = details ?? {}
    return modulusLength >= 2048 && modulusLength <= 8192 && publicExponent < exponents
  }
  return type === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '')
}

const refused = (field: string, rule: string): Problem => new Problem('invalid_body', `The field ${field} ${rule}`)
