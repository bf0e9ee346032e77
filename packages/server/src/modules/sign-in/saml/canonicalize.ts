import { demand } from './saml-refusal.ts'
import type { XmlElement } from './xml-element.ts'

interface Options {
  /** `InclusiveNamespaces`: declared wherever they are in scope. `#default` is the default one. */
  inclusivePrefixes?: readonly string[]
  /** The signature that is left out where it signs the element that holds it */
  without?: XmlElement
}

/** Namespaces are written again wherever they are used: by that, a message could become a hundred times as long. */
const mostCharacters = 1_048_576

/**
 * Exclusive XML Canonicalization 1.0 of an element, of a document without comments
 * @throws SamlRefusal where it would be very long
 */
export function canonicalize(element: XmlElement, { inclusivePrefixes = [], without }: Options = {}): string {
  const inclusive = inclusivePrefixes.map((prefix) => (prefix === '#default' ? '' : prefix))

  let written = 0
  const counted = (text: string): string => {
    written += text.length
    demand(written <= mostCharacters, `What is signed has more than ${mostCharacters} characters.`)
    return text
  }

  function write(each: XmlElement, declared: ReadonlyMap<string, string>): string {
    const used = [each.prefix, ...each.attributes.map(({ name }) => prefixOf(name)).filter((prefix) => prefix !== '')]
    const isNew = (prefix: string): boolean => {
      const uri = each.namespaces.get(prefix)
      return prefix !== 'xml' && uri !== undefined && uri !== (declared.get(prefix) ?? (prefix === '' ? '' : undefined))
    }
    // Sorted by prefix, the default one first
    const added = [...new Set([...used, ...inclusive])].filter(isNew).sort(byCodeUnits)
    const uriOf = (prefix: string): string => each.namespaces.get(prefix) ?? ''
    const known =
      added.length === 0 ? declared : new Map([...declared, ...added.map((prefix) => [prefix, uriOf(prefix)] as const)])
    const declarations = added.map((prefix) => ` xmlns${prefix && `:${prefix}`}="${attributeText(uriOf(prefix))}"`)
    const attributes = each.attributes
      .toSorted((a, b) => byCodeUnits(a.namespace, b.namespace) || byCodeUnits(a.local, b.local))
      .map(({ name, value }) => ` ${name}="${attributeText(value)}"`)
    const start = counted(`<${each.name}${declarations.join('')}${attributes.join('')}>`)
    const content = each.children.map((child) => {
      if (typeof child === 'string') return counted(plainText(child))
      return child === without ? '' : write(child, known)
    })
    return `${start}${content.join('')}</${each.name}>`
  }

  return write(element, new Map())
}

const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')))

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const replacements: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const replace = (character: string): string => replacements[character] ?? character

/** Text as it stands in a document. One function for all of these characters would take six times as long. */
export const plainText = (value: string): string =>
  value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;')

/** The value of an attribute as it stands in a document, between double quotes */
export const attributeText = (value: string): string => value.replace(/[&<"\t\n\r]/g, replace)
