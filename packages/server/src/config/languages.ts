/** The languages of the pages and mails for people, those of the portal's catalogues (packages/portal/src/locales) */
export const languages = ['en', 'de', 'pt'] as const

export type Language = (typeof languages)[number]

/** By which the portal says in which language it shows its pages */
export const languageHeader = 'portico-language'

/** Longer lists of languages are no wish of a person. */
const longestList = 500

/**
 * The first of these tags (RFC 5646) whose language there is, by the lookup of RFC 4647: `de` for `de-AT`.
 * @param tags as in `ui_locales` (OpenID Connect Core 1.0, section 3.1.2.1), separated by spaces, the most wanted first
 */
export function firstLanguage(tags: unknown): Language | undefined {
  if (typeof tags !== 'string' || tags.length > longestList) return undefined
  const found = tags.split(' ').map((tag) => tag.toLowerCase().split('-', 1)[0])
  return found.find((name): name is Language => languages.some((known) => known === name))
}
