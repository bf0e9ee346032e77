import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import type { ResponseExpectations } from '@portico/server/modules/sign-in/saml/response-expectations.ts'
import { selfSignedCertificate } from '@portico/server/modules/sign-in/saml/self-signed-certificate.ts'
import { SignedXml } from 'xml-crypto'

/** Keys of a provider, with the certificate in which its metadata have them */
export interface SamlKeys {
  privateKey: KeyObject
  /** PEM */
  privatePem: string
  certificate: X509Certificate
}

/** New RSA keys of 2048 bits. @param until when their certificate ends */
export function newSamlKeys(name = 'provider', until = '2036-01-01T00:00:00Z'): SamlKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const validity = { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse(until) }
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const certificate = new X509Certificate(selfSignedCertificate(privateKey, name, validity))
  return { privateKey: createPrivateKey(privatePem), privatePem, certificate }
}

export const samlAlgorithms = {
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
} as const

interface SigningOptions {
  algorithm?: string
  digest?: string
  transforms?: string[]
  canonicalization?: string
  isEmptyUri?: boolean
  inclusivePrefixes?: string[]
}

/**
 * Signs the element with this ID, as xml-crypto does it: the signature comes after its Issuer.
 * @returns the document
 */
export function signXml(xml: string, id: string, keys: SamlKeys, options: SigningOptions = {}): string {
  const { rsaSha256, sha256, enveloped, exclusive } = samlAlgorithms
  const signed = new SignedXml({
    privateKey: keys.privatePem,
    publicCert: keys.certificate.toString(),
    signatureAlgorithm: options.algorithm ?? rsaSha256,
    canonicalizationAlgorithm: (options.canonicalization ?? exclusive) as typeof exclusive,
  })
  signed.addReference({
    xpath: `//*[@ID='${id}']`,
    digestAlgorithm: options.digest ?? sha256,
    transforms: options.transforms ?? [enveloped, exclusive],
    inclusiveNamespacesPrefixList: options.inclusivePrefixes ?? [],
    isEmptyUri: options.isEmptyUri ?? false,
  })
  signed.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `//*[@ID='${id}']/*[local-name(.)='Issuer']`, action: 'after' },
  })
  return signed.getSignedXml()
}

/** What a response says */
export interface SamlSaying {
  responseId: string
  assertionId: string
  issuer: string
  audience: string
  recipient: string
  inResponseTo: string
  nameId: string
  nameIdFormat: string
  sessionIndex: string
  attributes: Record<string, string[]>
  /** Milliseconds */
  now: number
}

/** What fits a response that says this, signed by the provider and encrypted for `own` if at all */
export const expectationsOf = (says: SamlSaying, provider: SamlKeys, own: SamlKeys): ResponseExpectations => ({
  issuer: says.issuer,
  keys: [provider.certificate.publicKey],
  audience: says.audience,
  recipient: says.recipient,
  requestId: says.inResponseTo,
  now: says.now,
  privateKeys: [own.privateKey],
  requiresSignedAssertion: false,
  requiresEncryptedAssertion: false,
})

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** An assertion that is not signed */
export function assertionXml(says: SamlSaying): string {
  const attributes = Object.entries(says.attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${escaped(name)}">${values.map((value) => `<saml:AttributeValue>${escaped(value)}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
  )
  const end = at(says.now + 300_000)
  return [
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${says.assertionId}" Version="2.0" IssueInstant="${at(says.now)}">`,
    `<saml:Issuer>${escaped(says.issuer)}</saml:Issuer>`,
    `<saml:Subject><saml:NameID Format="${says.nameIdFormat}">${escaped(says.nameId)}</saml:NameID>`,
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${escaped(says.recipient)}" InResponseTo="${says.inResponseTo}"/></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="${at(says.now - 10_000)}" NotOnOrAfter="${end}"><saml:AudienceRestriction><saml:Audience>${escaped(says.audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="${at(says.now)}" SessionIndex="${says.sessionIndex}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
    attributes.length > 0 ? `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>` : '',
    '</saml:Assertion>',
  ].join('')
}

/** A response that is not signed, around an assertion or what stands in for it */
export const responseXml = (says: SamlSaying, content: string): string =>
  [
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${says.responseId}" Version="2.0" IssueInstant="${at(says.now)}" Destination="${escaped(says.recipient)}" InResponseTo="${says.inResponseTo}">`,
    `<saml:Issuer>${escaped(says.issuer)}</saml:Issuer>`,
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
    content,
    '</samlp:Response>',
  ].join('')

/** What an answer to a request to sign out says */
export interface SamlLogoutSaying {
  id: string
  issuer: string
  destination: string
  inResponseTo: string
  status: string
  /** Milliseconds */
  now: number
}

/** One that is not signed */
export const logoutResponseXml = (says: SamlLogoutSaying): string =>
  [
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${says.id}" Version="2.0" IssueInstant="${at(says.now)}" Destination="${escaped(says.destination)}" InResponseTo="${says.inResponseTo}">`,
    `<saml:Issuer>${escaped(says.issuer)}</saml:Issuer>`,
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${says.status}"/></samlp:Status>`,
    '</samlp:LogoutResponse>',
  ].join('')
