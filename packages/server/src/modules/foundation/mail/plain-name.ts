import { unicodeForm } from '../../../db/fold.ts'

const longestName = 64

/**
 * What is left of a name in a mail: letters, digits and spaces, hyphens, apostrophes, commas and ampersands. A name is
 * what somebody typed, and must not become a link, an address or a sentence in a mail that has our sender: so nothing is
 * left that mail programs make links of, no dots within words among it, nor what would end a sentence.
 */
export function plainName(name: string): string {
  const plain = unicodeForm(name, 'NFC')
    .replace(/[^\p{L}\p{M}\p{N}&,'’-]+/gu, ' ')
    .trim()
  const characters = [...plain]
  return characters.length > longestName ? `${characters.slice(0, longestName).join('').trim()}…` : plain
}
