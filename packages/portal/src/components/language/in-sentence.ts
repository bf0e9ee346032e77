import { pageI18n } from './page-language.ts'

/** A label within a sentence: "Client ID" → "client ID". German nouns keep their capital letter, and so do abbreviations. */
export function inSentence(label: string): string {
  if (pageI18n().locale === 'de' || /^\p{Lu}{2}/u.test(label)) return label
  return label.charAt(0).toLowerCase() + label.slice(1)
}
