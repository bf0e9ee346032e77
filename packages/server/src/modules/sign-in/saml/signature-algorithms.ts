import { namespaces } from './namespaces.ts'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#'

export interface SignatureAlgorithm {
  hash: 'sha256' | 'sha384' | 'sha512'
  key: 'rsa' | 'ec'
  isPss?: boolean
}

/** Those that count. Not in it: SHA-1, MD5, and HMAC, whose key would be what everybody knows. */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  [`${more}rsa-sha256`, { hash: 'sha256', key: 'rsa' }],
  [`${more}rsa-sha384`, { hash: 'sha384', key: 'rsa' }],
  [`${more}rsa-sha512`, { hash: 'sha512', key: 'rsa' }],
  [`${more2007}sha256-rsa-MGF1`, { hash: 'sha256', key: 'rsa', isPss: true }],
  [`${more2007}sha384-rsa-MGF1`, { hash: 'sha384', key: 'rsa', isPss: true }],
  [`${more2007}sha512-rsa-MGF1`, { hash: 'sha512', key: 'rsa', isPss: true }],
  [`${more}ecdsa-sha256`, { hash: 'sha256', key: 'ec' }],
  [`${more}ecdsa-sha384`, { hash: 'sha384', key: 'ec' }],
  [`${more}ecdsa-sha512`, { hash: 'sha512', key: 'ec' }],
])

/** What Portico signs with */
export const rsaSha256 = `${more}rsa-sha256`

export const digestAlgorithms: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512'> = new Map([
  [`${namespaces.encryption}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${namespaces.encryption}sha512`, 'sha512'],
])

export const envelopedSignature = `${namespaces.signature}enveloped-signature`

/** Without comments in the document, both come to the same. */
export const exclusiveCanonicalizations: readonly string[] = [
  namespaces.exclusiveCanonicalization,
  `${namespaces.exclusiveCanonicalization}WithComments`,
]
