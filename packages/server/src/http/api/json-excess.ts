import { endOfJsonText, isFieldName, jsonCharacters } from './json-characters.ts'

const { closeBrace, closeBracket, comma, openBrace, openBracket, quote } = jsonCharacters

/** Beyond what any operation takes: 100 permissions of a role with 100 stages and 100 portfolios each are 20,000 values. */
const mostValues = 25_000
const mostLevels = 32
/** Objects with very many take several times as long as a list of as many values: they become tables of hashes. */
const mostNames = 500

/**
 * What a JSON text has too much of, in words; undefined where it has not. Parsing and checking a megabyte of brackets or of
 * names takes 100 to 200 ms of the event loop, and strangers may send it: so this is asked first, and ends where it is
 * too much.
 * @param text of which nothing is known yet; what is no JSON is refused later
 */
export function findJsonExcess(text: string): string | undefined {
  let values = 1
  let levels = 0
  const names = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = endOfJsonText(text, at)
      if (isFieldName(text, end) && names.add(text.slice(at + 1, end)).size > mostNames)
        return `has more than ${mostNames} different names of fields`
      at = end
    } else if (code === closeBrace || code === closeBracket) levels--
    else if (code === comma) values++
    else if (code === openBrace || code === openBracket) {
      values++
      if (++levels > mostLevels) return `is nested more than ${mostLevels} levels deep`
    }
    if (values > mostValues) return `has more than ${mostValues} values`
  }
  return undefined
}
