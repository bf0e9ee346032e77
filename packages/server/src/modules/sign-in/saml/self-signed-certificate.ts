import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'

/** DER of ITU-T X.690: tag, length, content */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const hex = content.length.toString(16)
  const length = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

const sequence = (...contents: Buffer[]): Buffer => der(0x30, ...contents)
const nothing = der(0x05)
const object = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
/** 1.2.840.113549.1.1.11, with RSA's empty parameters (RFC 4055, section 5) */
const sha256WithRsa = sequence(object('2a864886f70d01010b'), nothing)
/** 2.5.4.3 */
const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(object('550403'), der(0x0c, Buffer.from(name)))))
/** RFC 5280, section 4.1.2.5.2: with four digits of the year */
const generalizedTime = (milliseconds: number): Buffer =>
  der(0x18, Buffer.from(new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')))
/** RFC 5280, section 4.1.2.5: until 2049 with two digits of the year */
const time = (milliseconds: number): Buffer => {
  const year = new Date(milliseconds).getUTCFullYear()
  if (year >= 2050) return generalizedTime(milliseconds)
  return der(
    0x17,
    Buffer.from(
      new Date(milliseconds)
        .toISOString()
        .slice(2)
        .replace(/[-:T]|\.\d+/g, ''),
    ),
  )
}

/**
 * An X.509 certificate that a key issues to itself: the form in which SAML metadata have keys. Nobody checks more of it
 * than the key.
 * @param privateKey RSA
 * @param validity in milliseconds
 * @returns DER
 */
export function selfSignedCertificate(
  privateKey: KeyObject,
  name: string,
  validity: { from: number; until: number },
): Buffer {
  const serial = randomBytes(16)
  // Positive, and not shorter for a leading zero (X.690, section 8.3.2)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const body = sequence(
    // Version 3 is for extensions: without any, it is version 1, the default.
    der(0x02, serial),
    sha256WithRsa,
    commonName(name),
    sequence(time(validity.from), time(validity.until)),
    commonName(name),
    publicKey,
  )
  const signature = sign('sha256', body, privateKey)
  return sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), signature))
}
