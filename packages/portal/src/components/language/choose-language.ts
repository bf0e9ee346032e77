import { type Language, setLanguage } from './language.ts'
import { loadLanguage } from './page-language.ts'

/** Makes this the language of the pages. This browser remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await loadLanguage(language)
  setLanguage(language)
}
