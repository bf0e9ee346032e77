import { type I18n, setupI18n } from '@lingui/core'
import { loadProblemWords } from '../feedback/words-of-problem.ts'
import type { Language } from './language.ts'
import { texts } from './texts.ts'

// The texts of modules that load later appear in them. Numbers within texts are written like those beside them.
const i18nOf = Object.fromEntries(
  Object.entries(texts).map(([locale, messages]) => [
    locale,
    setupI18n({ locale, locales: localeOf(locale), messages: { [locale]: messages } }),
  ]),
) as Record<Language, I18n>

let page: I18n = i18nOf.en

/** Loads what a language needs beside the texts of the modules, once. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language !== 'en') await loadProblemWords()
}

/**
 * Makes this the language of the page. The root of all pages calls it before it renders them, so that functions outside of
 * React find the same language. @returns the texts of the language
 */
export function setPageLanguage(language: Language): I18n {
  page = i18nOf[language]
  return page
}

/** The texts of the page's language, for functions outside of React. Components use `useLingui`. */
export const pageI18n = (): I18n => page

/** For dates and numbers: as the browser's user writes the page's language, `en-GB` or `en-US`; else as the texts do */
export const pageLocale = (): string => localeOf(page.locale)

function localeOf(language: string): string {
  const tags = globalThis.navigator?.languages ?? []
  return tags.find((tag) => tag.toLowerCase().split('-', 1)[0] === language && isLocale(tag)) ?? usual(language)
}

/** The Portuguese of the texts is that of Portugal, while Intl's `pt` is that of Brazil. */
function usual(language: string): string {
  return language === 'pt' ? 'pt-PT' : language
}

/** Whether Intl takes this tag. Chromium names one that it refuses where the system's locale is POSIX: `en-US@posix`. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
