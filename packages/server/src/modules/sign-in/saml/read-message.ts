import { namespaces } from './namespaces.ts'
import { readXml, type XmlLimits } from './read-xml.ts'
import { demand } from './saml-refusal.ts'
import { attributeOf, everyElement, isNamed, type XmlElement } from './xml-element.ts'

/**
 * A response with 1,000 groups in it has 150,000 characters, and up to 4,400 elements and attributes. So long, it is read
 * and checked in one turn of the event loop.
 */
export const messageLimits: XmlLimits = { length: 256 * 1024, nodes: 7_500, depth: 32, comments: false }

/**
 * Reads a message of the protocol, and checks what all of them have in common.
 * @throws SamlRefusal
 */
export function readMessage(
  xml: string,
  name: 'Response' | 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse',
): XmlElement {
  const message = readXml(xml, messageLimits)
  demand(isNamed(message, namespaces.protocol, name), `The message is not a ${name} of SAML 2.0.`)
  demand(attributeOf(message, 'Version') === '2.0', 'The message is not of SAML 2.0.')
  demand(Boolean(attributeOf(message, 'ID')), 'The message has no ID.')
  requireUniqueIds([message])
  return message
}

/**
 * No two elements have the same ID, in whichever spelling of the attribute.
 * @throws SamlRefusal
 */
export function requireUniqueIds(roots: readonly XmlElement[]): void {
  const ids = new Set<string>()
  for (const root of roots) {
    for (const { attributes } of everyElement(root)) {
      for (const { local, value } of attributes) {
        if (local.toLowerCase() !== 'id') continue
        demand(!ids.has(value), `The ID ${value.slice(0, 100)} is there twice.`)
        ids.add(value)
      }
    }
  }
}

/** The milliseconds of a time in a message: in UTC, as SAML has it (SAML core, section 1.3.3) */
export function timeOf(element: XmlElement, name: string): number | undefined {
  const text = attributeOf(element, name)
  if (text === undefined) return undefined
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/.test(text)
  const time = isTime ? Date.parse(text.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN
  demand(!Number.isNaN(time), `The ${name} of an element is not a time.`)
  return time
}
