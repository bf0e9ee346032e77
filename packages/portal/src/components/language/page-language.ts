/// <reference path="../../locales/catalogues.d.ts" />
import { type I18n, type Messages, setupI18n } from '@lingui/core'
import { loadProblemWords } from '../feedback/words-of-problem.ts'
import type { Language } from './language.ts'

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('../../locales/en.po'),
  de: () => import('../../locales/de.po'),
  pt: () => import('../../locales/pt.po'),
}

const loaded = new Map<Language, I18n>()
let page: I18n = setupI18n({ locale: 'en', messages: { en: {} } })

/** Loads the texts of a language, once. */
export async function loadLanguage(language: Language): Promise<void> {
  if (loaded.has(language)) return
  const [{ messages }] = await Promise.all([catalogues[language](), language !== 'en' && loadProblemWords()])
  loaded.set(language, setupI18n({ locale: language, messages: { [language]: messages } }))
}

/**
 * Makes this the language of the page. The root of all pages calls it before it renders them, so that functions outside of
 * React find the same language. @returns the texts of the language
 */
export function setPageLanguage(language: Language): I18n {
  page = loaded.get(language) ?? page
  return page
}

/** The texts of the page's language, for functions outside of React. Components use `useLingui`. */
export const pageI18n = (): I18n => page

/** For dates and numbers: as the browser's user writes the page's language, `en-GB` or `en-US` */
export function pageLocale(): string {
  const language = page.locale
  const tags = globalThis.navigator?.languages ?? []
  return tags.find((tag) => tag.toLowerCase().split('-', 1)[0] === language) ?? language
}
