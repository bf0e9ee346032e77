import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'

const example = 'https://app.example.com'

/** What stands in the lines that are not empty, with their numbers. */
export const originLines = (text: string): { line: number; origin: string }[] =>
  text
    .split('\n')
    .map((origin, index) => ({ line: index + 1, origin: origin.trim() }))
    .filter(({ origin }) => origin !== '')

/** Names every line that is no origin, and what would be right where that is plain. */
export function wrongOrigins(text: string): { origins?: string } {
  const faults = originLines(text).flatMap(({ line, origin }) => {
    const right = originOf(origin)
    if (right === origin) return []
    const written = shortened(origin)
    return [
      pageI18n()._(
        right
          ? msg`Line ${line}: write ${right} instead of ${written}.`
          : msg`Line ${line}: write scheme and host, such as ${example}, instead of ${written}.`,
      ),
    ]
  })
  return faults.length > 0 ? { origins: faults.join(' ') } : {}
}

/** The origin that the text means, as browsers send it. A wildcard or `null` means none. */
function originOf(text: string): string | undefined {
  const url = [text.includes('://') ? text : `https://${text}`]
    .filter((one) => /^https?:\/\/[^*\s]+$/i.test(one))
    .find((one) => URL.canParse(one))
  const origin = url && new URL(url).origin
  return origin !== 'https://null' ? origin : undefined
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
