import type { Messages } from '@lingui/core'
import type { Language } from './language.ts'

/** The texts of all modules that are loaded, in each language */
export const texts: Record<Language, Messages> = { en: {}, de: {}, pt: {} }

/** Adds the texts of a module. The build calls it in each module that has some (transform-macros.ts). */
export function addTexts(added: Record<Language, Messages>): void {
  for (const [language, messages] of Object.entries(added)) Object.assign(texts[language as Language], messages)
}
