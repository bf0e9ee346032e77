import { demand } from './saml-refusal.ts'
import type { XmlAttribute, XmlElement } from './xml-element.ts'

export interface XmlLimits {
  /** Characters */
  length: number
  /** Elements and attributes together, with declarations of namespaces */
  nodes: number
  depth: number
  /** Metadata that people write have comments. In messages nobody needs them. */
  comments: boolean
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const mostAttributes = 64
/** In scope of one element: a document that declares more and more of them would cost more than its length. */
const mostNamespaces = 32
/** Exclusive canonicalization writes a namespace again wherever it is used: a long one made 94 KB a text of 300 MB. */
const longestNamespace = 256

const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const declaration =
  /<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["'][Uu][Tt][Ff]-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/y
const ncName = '[A-Za-z_][A-Za-z0-9_.-]*'
const startTag = RegExp(`<((?:${ncName}:)?${ncName})`, 'y')
const endTag = RegExp(`</((?:${ncName}:)?${ncName})[ \\t\\n]*>`, 'y')
const attribute = RegExp(`[ \\t\\n]+((?:${ncName}:)?${ncName})[ \\t\\n]*=[ \\t\\n]*(?:"([^<"]*)"|'([^<']*)')`, 'y')
const tagEnd = /[ \t\n]*(\/?)>/y
const text = /[^<]+/y
const blank = /[ \t\n]+/y

/**
 * Reads the small part of XML that SAML needs: elements, attributes, namespaces, text, and the five entities that XML has
 * by itself. Whatever else XML knows is refused where it begins: document types and with them entities, processing
 * instructions, CDATA sections, comments (unless the limits allow them; then they are left out). The time it takes grows
 * with the length alone, whatever is in it.
 * @throws SamlRefusal
 */
export function readXml(source: string, limits: XmlLimits): XmlElement {
  demand(source.length <= limits.length, `The document is longer than ${limits.length} characters.`)
  demand(!forbiddenCharacter.test(source), 'The document holds a character that XML does not allow.')
  // XML 1.0, section 2.11
  const xml = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  let position = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position
    const found = pattern.exec(xml)
    if (found) position = pattern.lastIndex
    return found
  }

  let root: XmlElement | undefined
  let open: XmlElement | null = null
  let depth = 0
  let nodes = 0
  match(declaration)
  while (position < xml.length) {
    if (xml[position] !== '<') {
      if (open) addText(open, match(text)?.[0] ?? '')
      else demand(match(blank) !== null, 'There is text outside of the document element.')
    } else if (xml[position + 1] === '/') {
      demand(open !== null && match(endTag)?.[1] === open.name, 'An element is not closed where it has to be.')
      open = open.parent
      depth--
    } else if (xml[position + 1] === '!' || xml[position + 1] === '?') {
      demand(limits.comments && xml.startsWith('<!--', position), refusedMarkup(xml.slice(position, position + 9)))
      const end = xml.indexOf('-->', position + 4)
      demand(end >= 0, 'A comment does not end.')
      position = end + 3
    } else {
      const name = match(startTag)?.[1]
      demand(name !== undefined, 'An element has no name, or one with other characters than SAML uses.')
      demand(open !== null || root === undefined, 'The document has more than one document element.')
      demand(depth < limits.depth, `The document has elements more than ${limits.depth} levels deep.`)
      const attributes = readAttributes(match)
      nodes += 1 + attributes.size
      demand(nodes <= limits.nodes, `The document has more than ${limits.nodes} elements and attributes.`)
      const element = newElement(name, attributes, open)
      root ??= element
      open?.children.push(element)
      const end = match(tagEnd)
      demand(end !== null, `The start of the element ${name} is not well-formed.`)
      if (end[1] === '') {
        open = element
        depth++
      }
    }
  }
  demand(root !== undefined && open === null, 'The document is not complete.')
  return root
}

function refusedMarkup(start: string): string {
  if (start.startsWith('<!--')) return 'The document holds a comment, which no message needs.'
  if (start === '<![CDATA[') return 'The document holds a CDATA section, which SAML does not need.'
  return start.startsWith('<?') ? 'The document holds a processing instruction.' : 'The document holds a document type.'
}

function addText({ children }: XmlElement, source: string): void {
  demand(!source.includes(']]>'), 'A text holds ]]>.')
  const value = withoutReferences(source)
  // What a comment has separated is one text again.
  const last = children.length - 1
  if (typeof children[last] === 'string') children[last] += value
  else children.push(value)
}

function readAttributes(match: (pattern: RegExp) => RegExpExecArray | null): Map<string, string> {
  const attributes = new Map<string, string>()
  for (let found = match(attribute); found; found = match(attribute)) {
    const [, name = '', double, single] = found
    demand(!attributes.has(name), `An element has the attribute ${name} twice.`)
    // XML 1.0, section 3.3.3. What is written as a reference stays.
    attributes.set(name, withoutReferences((double ?? single ?? '').replace(/[\t\n]/g, ' ')))
    demand(attributes.size <= mostAttributes, `An element has more than ${mostAttributes} attributes.`)
  }
  return attributes
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const withoutReferences = (source: string): string =>
  source.includes('&') ? source.replace(/&(?:#x([0-9A-Fa-f]{1,6});|#([0-9]{1,7});|([a-z]{2,4});)?/g, resolve) : source

function resolve(_all: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) {
    const value = Object.hasOwn(entities, name) ? entities[name] : undefined
    demand(value !== undefined, `The entity ${name} is not one of XML's own.`)
    return value
  }
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  const character = isCharacter ? String.fromCodePoint(code) : undefined
  demand(character !== undefined && !forbiddenCharacter.test(character), 'A reference stands for no character.')
  return character
}

function newElement(name: string, given: Map<string, string>, parent: XmlElement | null): XmlElement {
  const outer = parent?.namespaces ?? new Map([['', '']])
  let namespaces = outer
  const rest: [string, string][] = []
  for (const [key, value] of given) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) rest.push([key, value])
    else {
      const prefix = key.slice(6)
      requireDeclarable(prefix, value)
      if (namespaces === outer) namespaces = new Map(outer)
      ;(namespaces as Map<string, string>).set(prefix, value)
    }
  }
  demand(namespaces.size <= mostNamespaces, `An element has more than ${mostNamespaces} namespaces in scope.`)
  const [prefix, local] = splitName(name)
  const element: XmlElement = {
    name,
    prefix,
    local,
    namespace: namespaceOf(namespaces, prefix),
    attributes: rest.map(([key, value]) => newAttribute(namespaces, key, value)),
    namespaces,
    children: [],
    parent,
  }
  const expanded = new Set(element.attributes.map((each) => `${each.namespace} ${each.local}`))
  demand(expanded.size === element.attributes.length, `The element ${name} has an attribute twice.`)
  return element
}

/** Namespaces in XML 1.0, section 3 */
function requireDeclarable(prefix: string, uri: string): void {
  const isReserved = prefix === 'xml' || prefix === 'xmlns' || uri === xmlNamespace || uri.includes('/2000/xmlns')
  demand(!isReserved, 'A declaration of a namespace uses what is reserved for XML.')
  demand(prefix === '' || uri !== '', `The prefix ${prefix} is declared without a namespace.`)
  demand(uri.length <= longestNamespace, `A namespace has more than ${longestNamespace} characters.`)
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

function newAttribute(namespaces: ReadonlyMap<string, string>, name: string, value: string): XmlAttribute {
  const [prefix, local] = splitName(name)
  return { name, local, value, namespace: prefix === '' ? '' : namespaceOf(namespaces, prefix) }
}

function namespaceOf(namespaces: ReadonlyMap<string, string>, prefix: string): string {
  const uri = prefix === 'xml' ? xmlNamespace : namespaces.get(prefix)
  demand(uri !== undefined, `The prefix ${prefix} stands for no namespace.`)
  return uri
}
