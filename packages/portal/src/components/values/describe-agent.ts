import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(?:e|ium)\/|HeadlessChrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** "Firefox on Linux", in the page's language,, from the User-Agent header */
export function describeAgent(userAgent: string | null): string {
  const find = (known: [RegExp, string][]): string | undefined =>
    known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const [browser, system] = [find(browsers), find(systems)]
  if (!browser) return system ?? pageI18n()._(msg`Unknown browser`)
  return system ? pageI18n()._(msg`${browser} on ${system}`) : browser
}
