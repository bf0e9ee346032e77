import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/**
 * The message catalogues of the portal, `src/locales/<language>.po`. `npm run messages` brings them up to date with the
 * sources; `npm run check` fails where that was forgotten, or a translation is missing. The English text stands in the
 * source.
 */
export default defineConfig({
  sourceLocale: 'en',
  runtimeConfigModule: { Trans: ['/src/components/language/trans.tsx', 'Trans'] },
  locales: ['en', 'de', 'pt'],
  // Where a text stands, without lines: a change above it is no change of the catalogues.
  format: formatter({ lineNumbers: false }),
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
})
