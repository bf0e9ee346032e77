import { join } from 'node:path'
import { transformAsync } from '@babel/core'
import macros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import type { Plugin } from 'vite'
import { type Catalogues, readCatalogues } from './read-catalogues.ts'

const texts = join(import.meta.dirname, 'src/components/language/texts.ts')

/**
 * Replaces Lingui's macros in the sources by what they stand for, and has each module bring its texts in all languages. So a
 * page comes with its own texts and no others, and no request waits for another one. Lingui's own plugin replaces the macros
 * with a native program, which npm leaves out where it runs on Node 20.
 */
export function transformMacros(): Plugin {
  const linguiConfig = getConfig({ cwd: import.meta.dirname })
  let isProduction = false
  let catalogues: Promise<Catalogues>
  return {
    name: 'portico-transform-macros',
    enforce: 'pre',
    configResolved(config) {
      isProduction = config.isProduction
    },
    buildStart() {
      catalogues = readCatalogues(linguiConfig, isProduction)
      // What fails is told by whoever waits for it first.
      catalogues.catch(() => {})
    },
    // While developing, a catalogue that has changed counts from the next change of a module on. Until then the module's own
    // English text is shown.
    watchChange(file) {
      if (file.endsWith('.po')) catalogues = readCatalogues(linguiConfig, isProduction)
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const plugins = ['typescript' as const, ...(id.endsWith('x') ? ['jsx' as const] : [])]
        const result = await transformAsync(code, {
          filename: id,
          // The catalogues have the texts: the bundle has their short names alone.
          plugins: [[macros, { linguiConfig, descriptorFields: isProduction ? 'id-only' : 'all' }]],
          parserOpts: { plugins },
          configFile: false,
          babelrc: false,
          sourceMaps: true,
        })
        if (!result?.code) return null
        return { code: result.code + textsOf(result.code, await catalogues), map: result.map as never }
      },
    },
  }
}

/** A statement that adds the texts that a module names, in all languages. */
function textsOf(code: string, catalogues: Catalogues): string {
  const ids = [...new Set([...code.matchAll(/\bid: "([\w-]{6})"/g)].map(([, id = '']) => id))]
  const languages = Object.entries(catalogues).map(([language, all]) => {
    const own = ids.filter((id) => id in all).map((id) => [id, all[id]])
    return [language, Object.fromEntries(own)]
  })
  const added = JSON.stringify(Object.fromEntries(languages))
  return `\nimport { addTexts as portico_addTexts } from ${JSON.stringify(texts)}\nportico_addTexts(${added})\n`
}
