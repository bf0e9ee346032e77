import { SamlRefusal } from './saml-refusal.ts'

export interface XmlAttribute {
  /** As it is written, with the prefix */
  name: string
  /** '' for none: a prefix of an attribute is not the default one */
  namespace: string
  local: string
  value: string
}

/** An element of a document that was read by `readXml`. Nothing changes it. */
export interface XmlElement {
  /** As it is written, with the prefix */
  name: string
  prefix: string
  namespace: string
  local: string
  /** Without declarations of namespaces */
  attributes: XmlAttribute[]
  /** Every namespace in scope by its prefix; the default one by '' */
  namespaces: ReadonlyMap<string, string>
  children: (XmlElement | string)[]
  parent: XmlElement | null
}

export const isNamed = (element: XmlElement, namespace: string, local: string): boolean =>
  element.local === local && element.namespace === namespace

export const childElements = (element: XmlElement): XmlElement[] =>
  element.children.filter((child) => typeof child !== 'string')

export const childrenNamed = (element: XmlElement, namespace: string, local: string): XmlElement[] =>
  childElements(element).filter((child) => isNamed(child, namespace, local))

/**
 * The only child of this name, or undefined
 * @throws SamlRefusal for several
 */
export function findChild(element: XmlElement, namespace: string, local: string): XmlElement | undefined {
  const [child, ...more] = childrenNamed(element, namespace, local)
  if (more.length > 0) throw new SamlRefusal(`The element ${element.local} holds more than one ${local}.`)
  return child
}

/** @throws SamlRefusal unless there is exactly one */
export function getChild(element: XmlElement, namespace: string, local: string): XmlElement {
  const child = findChild(element, namespace, local)
  if (!child) throw new SamlRefusal(`The element ${element.local} holds no ${local}.`)
  return child
}

/** The value of an attribute without namespace */
export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find(({ namespace, local }) => namespace === '' && local === name)?.value

/**
 * The whole text of an element that holds nothing but text, without the white space around it
 * @throws SamlRefusal for elements in it
 */
export function textOf(element: XmlElement): string {
  if (childElements(element).length > 0) throw new SamlRefusal(`The element ${element.local} holds more than text.`)
  return trimmed(element.children.join(''))
}

/** Without white space of XML, which is less than that of JavaScript: a name with a no-break space is another name. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d

/** The element and all elements in it, in the order of the document */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of childElements(element)) yield* everyElement(child)
}
