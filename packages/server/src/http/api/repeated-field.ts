import { endOfJsonText, isFieldName, jsonCharacters } from './json-characters.ts'

const { closeBrace, openBrace, quote } = jsonCharacters

/**
 * The first name that an object of a JSON text has twice. `JSON.parse` takes the last one and forgets the others, where
 * another program on the way may take the first one (RFC 8259, section 4).
 *
 * Strangers send such texts, up to the limit of a body. So it goes through the characters: a regular expression with a
 * match for each text and bracket takes several times as long as `JSON.parse`.
 * @param text valid JSON
 */
export function findRepeatedField(text: string): string | undefined {
  /** The names of the objects that are open. Most have none yet, or one. */
  const objects: (Set<string> | string | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === openBrace) objects.push(undefined)
    else if (code === closeBrace) objects.pop()
    else if (code === quote) {
      const end = endOfJsonText(text, at)
      if (isFieldName(text, end)) {
        const quoted = text.slice(at + 1, end)
        const name: string = quoted.includes('\\') ? JSON.parse(`"${quoted}"`) : quoted
        const names = objects.at(-1)
        if (names === undefined) objects[objects.length - 1] = name
        else if (typeof names === 'string') {
          if (names === name) return name
          objects[objects.length - 1] = new Set([names, name])
        } else {
          if (names.has(name)) return name
          names.add(name)
        }
      }
      at = end
    }
  }
  return undefined
}
