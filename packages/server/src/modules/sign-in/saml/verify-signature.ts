import { constants, createHash, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { isStrongKey } from '../../directory/identity-providers/saml-certificates.ts'
import { canonicalize } from './canonicalize.ts'
import { decodeBase64 } from './decode-base64.ts'
import { namespaces } from './namespaces.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'
import {
  digestAlgorithms,
  envelopedSignature,
  exclusiveCanonicalizations,
  type SignatureAlgorithm,
  signatureAlgorithms,
} from './signature-algorithms.ts'
import {
  attributeOf,
  childElements,
  everyElement,
  findChild,
  getChild,
  textOf,
  type XmlElement,
} from './xml-element.ts'

const ds = namespaces.signature

/** An element that is no longer than any signature that this server has to check */
const longestSignature = 1_024

/** Of a SignedInfo, which has eleven with everything that SAML knows of it */
const mostElements = 24
/** Each is looked for at each element: those that are signed use a handful. */
const mostPrefixes = 16

/**
 * Checks the signature that an element holds of itself, in the one form that SAML has (SAML core, section 5.4): one
 * reference to the element by its ID, the transforms enveloped-signature and exclusive canonicalization, and nothing
 * else. What was checked is the element that was given, not one that was looked up: nothing can stand in for it.
 * The keys are those of the provider. What a signature says about its key (`KeyInfo`) is not read.
 * Strangers, too, send signatures: the element itself is looked at where a key has signed its digest, and not before.
 * @param signature a child of the element
 * @throws SamlRefusal
 */
export function verifySignature(element: XmlElement, signature: XmlElement, keys: readonly KeyObject[]): void {
  demand(signature.parent === element, 'A signature lies elsewhere than in what it signs.')
  const signedInfo = getChild(signature, ds, 'SignedInfo')
  const others = childElements(signature).filter(
    ({ local }) => !['SignedInfo', 'SignatureValue', 'KeyInfo'].includes(local),
  )
  demand(others.length === 0, `A signature holds the element ${others[0]?.local}, which SAML does not allow.`)
  demand([...everyElement(signedInfo)].length <= mostElements, 'A signature describes itself at too great a length.')
  const algorithm = getSignatureAlgorithm(signedInfo)
  const reference = readReferenceTo(element, signedInfo)
  const octets = canonicalize(signedInfo, {
    inclusivePrefixes: readCanonicalization(getChild(signedInfo, ds, 'CanonicalizationMethod')),
  })
  const value = decodeBase64(textOf(getChild(signature, ds, 'SignatureValue')))
  demand(value.length <= longestSignature, 'A signature value is longer than any.')
  requireSignatureBy(keys, algorithm, Buffer.from(octets), value)
  requireDigest(element, signature, reference)
}

/**
 * Requires that one of the keys has made the signature of these octets. Keys that are not of the algorithm's kind, or
 * weak, are passed over.
 * @throws SamlRefusal
 */
export function requireSignatureBy(
  keys: readonly KeyObject[],
  { hash, key: kind, isPss }: SignatureAlgorithm,
  octets: Buffer,
  value: Buffer,
): void {
  const fitting = keys.filter((key) => isStrongKey(key) && key.asymmetricKeyType === kind)
  demand(fitting.length > 0, `No certificate of the provider has a key for signatures of this kind (${kind}).`)
  const options = (key: KeyObject) => {
    if (kind === 'ec') return { key, dsaEncoding: 'ieee-p1363' } as const
    if (!isPss) return { key, padding: constants.RSA_PKCS1_PADDING }
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  }
  const isRight = fitting.some((key) => verify(hash, octets, options(key), value))
  demand(isRight, 'A signature was made by none of the certificates of the provider, or what it signs was changed.')
}

function getSignatureAlgorithm(signedInfo: XmlElement): SignatureAlgorithm {
  const method = getChild(signedInfo, ds, 'SignatureMethod')
  const name = attributeOf(method, 'Algorithm') ?? ''
  const algorithm = signatureAlgorithms.get(name)
  demand(algorithm !== undefined, `A signature has the algorithm ${name || '(none)'}, which does not count.`)
  demand(childElements(method).length === 0, 'A signature method has parameters.')
  return algorithm
}

interface Reference {
  hash: string
  digest: Buffer
  inclusivePrefixes: string[]
}

function readReferenceTo(element: XmlElement, signedInfo: XmlElement): Reference {
  const names = childElements(signedInfo).map(({ namespace, local }) => (namespace === ds ? local : ''))
  const expected = ['CanonicalizationMethod', 'SignatureMethod', 'Reference']
  demand(names.join() === expected.join(), 'A signature does not have exactly one reference.')
  const reference = getChild(signedInfo, ds, 'Reference')
  const id = attributeOf(element, 'ID')
  demand(
    id !== undefined && id !== '' && attributeOf(reference, 'URI') === `#${id}`,
    'A signature refers to something else than the element that holds it.',
  )
  const [enveloped, exclusive, ...more] = childElements(getChild(reference, ds, 'Transforms'))
  demand(
    enveloped !== undefined &&
      exclusive !== undefined &&
      more.length === 0 &&
      attributeOf(enveloped, 'Algorithm') === envelopedSignature &&
      childElements(enveloped).every(isInclusiveNamespaces),
    'A signature has other transforms than enveloped-signature and exclusive canonicalization.',
  )
  const inclusivePrefixes = readCanonicalization(exclusive)
  const hashName = attributeOf(getChild(reference, ds, 'DigestMethod'), 'Algorithm') ?? ''
  const hash = digestAlgorithms.get(hashName)
  demand(hash !== undefined, `A digest has the algorithm ${hashName || '(none)'}, which does not count.`)
  const digest = decodeBase64(textOf(getChild(reference, ds, 'DigestValue')))
  return { hash, digest, inclusivePrefixes }
}

function requireDigest(
  element: XmlElement,
  signature: XmlElement,
  { hash, digest, inclusivePrefixes }: Reference,
): void {
  const octets = canonicalize(element, { without: signature, inclusivePrefixes })
  const found = createHash(hash).update(octets).digest()
  demand(digest.length === found.length && timingSafeEqual(digest, found), 'What a signature signs was changed.')
}

/** Some write it into every transform. */
const isInclusiveNamespaces = ({ local }: XmlElement): boolean => local === 'InclusiveNamespaces'

/** @returns the prefixes of its InclusiveNamespaces */
function readCanonicalization(element: XmlElement): string[] {
  const name = attributeOf(element, 'Algorithm') ?? ''
  if (!exclusiveCanonicalizations.includes(name)) {
    throw new SamlRefusal(`A signature uses ${name || 'no canonicalization'} where only the exclusive one counts.`)
  }
  const list = findChild(element, namespaces.exclusiveCanonicalization, 'InclusiveNamespaces')
  demand(childElements(element).length === (list ? 1 : 0), 'A canonicalization has unknown parameters.')
  const prefixes = (list && attributeOf(list, 'PrefixList')) ?? ''
  const named = prefixes.split(/\s+/).filter((prefix) => prefix !== '')
  demand(named.length <= mostPrefixes, `A canonicalization names more than ${mostPrefixes} prefixes.`)
  return named
}
