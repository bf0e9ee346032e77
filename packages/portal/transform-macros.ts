import { transformAsync } from '@babel/core'
import macros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import type { Plugin } from 'vite'

/**
 * Replaces Lingui's macros in the sources by what they stand for. Lingui's own plugin does that with a native program, which
 * npm leaves out where it runs on Node 20.
 */
export function transformMacros(): Plugin {
  const linguiConfig = getConfig({ cwd: import.meta.dirname })
  let descriptorFields = 'all'
  return {
    name: 'portico-transform-macros',
    enforce: 'pre',
    configResolved({ isProduction }) {
      // The catalogues have the texts: the bundle has their short names alone.
      if (isProduction) descriptorFields = 'id-only'
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const plugins = ['typescript' as const, ...(id.endsWith('x') ? ['jsx' as const] : [])]
        const result = await transformAsync(code, {
          filename: id,
          plugins: [[macros, { linguiConfig, descriptorFields }]],
          parserOpts: { plugins },
          configFile: false,
          babelrc: false,
          sourceMaps: true,
        })
        return result?.code ? { code: result.code, map: result.map as never } : null
      },
    },
  }
}
