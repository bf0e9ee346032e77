/** A text, with the colon after it where it is a name, or where an object begins or ends. */
const token = /"([^"\\]*(?:\\.[^"\\]*)*)"([ \t\r\n]*:)?|[{}]/g

/**
 * The first name that an object of a JSON text has twice. `JSON.parse` takes the last one and forgets the others, where
 * another program on the way may take the first one (RFC 8259, section 4).
 * @param text valid JSON
 */
export function findRepeatedField(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [found, quoted = '', colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set())
    else if (found === '}') open.pop()
    else if (colon !== undefined) {
      const name: string = quoted.includes('\\') ? JSON.parse(`"${quoted}"`) : quoted
      const names = open.at(-1)
      if (names?.has(name)) return name
      names?.add(name)
    }
  }
  return undefined
}
