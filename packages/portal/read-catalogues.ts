import { createCompiledCatalog, createMissingErrorMessage, getCatalogs } from '@lingui/cli/api'
import type { LinguiConfigNormalized } from '@lingui/conf'

/** The compiled texts of each language, by the short name that the macros give a text */
export type Catalogues = Record<string, Record<string, unknown>>

/**
 * Reads and compiles the catalogues.
 * @throws where a text cannot be compiled; if they are to be `complete`, where a translation is missing
 */
export async function readCatalogues(config: LinguiConfigNormalized, complete: boolean): Promise<Catalogues> {
  const [catalogue] = await getCatalogs(config)
  if (!catalogue) throw new Error('lingui.config.ts names no catalogue')
  const read = async (locale: string) => {
    const { messages, missing } = await catalogue.getTranslations(locale, {
      fallbackLocales: config.fallbackLocales,
      sourceLocale: config.sourceLocale,
      missingBehavior: 'resolved',
    })
    if (complete && missing.length > 0) throw new Error(createMissingErrorMessage(locale, missing, 'resolved'))
    const { source, errors } = createCompiledCatalog(locale, messages, { namespace: 'json' })
    if (errors.length > 0) throw new Error(`${locale}: ${errors.map(({ error }) => error.message).join(', ')}`)
    return [locale, JSON.parse(source).messages] as const
  }
  return Object.fromEntries(await Promise.all(config.locales.map(read)))
}
