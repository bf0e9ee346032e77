import { checkAssertion, type SamlAssertion } from './check-assertion.ts'
import { decryptElement } from './decrypt-element.ts'
import { namespaces, statusSuccess } from './namespaces.ts'
import { messageLimits, readMessage, requireUniqueIds } from './read-message.ts'
import type { ResponseExpectations } from './response-expectations.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'
import { verifySignature } from './verify-signature.ts'
import { attributeOf, everyElement, findChild, getChild, isNamed, textOf, type XmlElement } from './xml-element.ts'

const { protocol, assertion: saml, signature: ds } = namespaces

/**
 * Reads a response of the provider and checks everything in it (SAML core, sections 2 to 3; profiles, section 4.1.4): what
 * is cheap first. What is returned lies in an element that a signature of the provider covers: of the assertion, or of the
 * response around it.
 * @throws SamlRefusal
 */
export function checkResponse(xml: string, expected: ResponseExpectations): SamlAssertion {
  const response = readMessage(xml, 'Response')
  requireAnswerTo(response, expected)
  const found = requireOneAssertion(response)
  const isEncrypted = found.local === 'EncryptedAssertion'
  demand(isEncrypted || !expected.requiresEncryptedAssertion, 'The assertion is not encrypted, as the settings demand.')
  requireSignaturesInPlace(response, [response, found])

  const ofResponse = findChild(response, ds, 'Signature')
  if (ofResponse) {
    // SAML bindings, section 3.5.5.2
    demand(attributeOf(response, 'Destination') !== undefined, 'A signed response has no Destination.')
    verifySignature(response, ofResponse, expected.keys)
  }
  const assertion = isEncrypted ? decryptAssertion(found, response, expected) : found
  const ofAssertion = findChild(assertion, ds, 'Signature')
  demand(ofResponse !== undefined || ofAssertion !== undefined, 'Neither the response nor the assertion is signed.')
  demand(
    ofAssertion !== undefined || !expected.requiresSignedAssertion,
    'The assertion is not signed, as the settings demand.',
  )
  if (ofAssertion) verifySignature(assertion, ofAssertion, expected.keys)
  return checkAssertion(assertion, expected)
}

/** What needs no cryptography. It is looked at again where it is in the assertion, which is signed. */
function requireAnswerTo(response: XmlElement, { issuer, recipient, requestId }: ResponseExpectations): void {
  const destination = attributeOf(response, 'Destination')
  demand(
    destination === undefined || destination === recipient,
    `The response is meant for ${destination}, and arrived at ${recipient}.`,
  )
  demand(attributeOf(response, 'InResponseTo') === requestId, 'The response answers another request.')
  const named = findChild(response, saml, 'Issuer')
  demand(named === undefined || textOf(named) === issuer, `The response is not of ${issuer}.`)
  const status = getChild(response, protocol, 'Status')
  const codes = [...everyElement(status)]
    .filter((each) => isNamed(each, protocol, 'StatusCode'))
    .map((code) => attributeOf(code, 'Value') ?? '')
  if (codes[0] !== statusSuccess)
    throw new SamlRefusal(
      `The provider has refused: ${codes.map(lastPart).join(', ') || 'without a status'}.`,
      'denied',
    )
}

const lastPart = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1).slice(0, 100)

/** Assertions anywhere else in the document could only be there to be mistaken for it. */
function requireOneAssertion(response: XmlElement): XmlElement {
  const all = [...everyElement(response)].filter(
    (each) => isNamed(each, saml, 'Assertion') || isNamed(each, saml, 'EncryptedAssertion'),
  )
  const [assertion, ...more] = all
  demand(assertion !== undefined && more.length === 0, `The response has ${all.length} assertions instead of one.`)
  demand(assertion.parent === response, 'The assertion does not lie directly in the response.')
  return assertion
}

/** A signature lies in the element that it signs, and there is none anywhere else. */
function requireSignaturesInPlace(root: XmlElement, holders: readonly XmlElement[]): void {
  for (const each of everyElement(root)) {
    const isSignature = isNamed(each, ds, 'Signature')
    demand(
      !isSignature || (each.parent !== null && holders.includes(each.parent)),
      'A signature is in the wrong place.',
    )
  }
}

function decryptAssertion(
  encrypted: XmlElement,
  response: XmlElement,
  { privateKeys }: ResponseExpectations,
): XmlElement {
  const assertion = decryptElement(encrypted, privateKeys, messageLimits)
  demand(isNamed(assertion, saml, 'Assertion'), 'What is encrypted is not an assertion.')
  const inside = [...everyElement(assertion)].filter(
    ({ namespace, local }) => namespace === saml && /Assertion$/.test(local),
  )
  demand(inside.length === 1, 'An assertion holds another one.')
  requireSignaturesInPlace(assertion, [assertion])
  requireUniqueIds([response, assertion])
  return assertion
}
