import { portalApi } from '../api/apis.ts'
import { chooseLanguage } from '../components/language/choose-language.ts'
import type { Language } from '../components/language/language.ts'

/** Makes this the language of the pages, and of mails to whoever is signed in. Where that fails, the pages have it all the same. */
export async function chooseOwnLanguage(language: Language): Promise<void> {
  await chooseLanguage(language)
  await portalApi.patch('/account/profile', { language }).catch(() => undefined)
}
