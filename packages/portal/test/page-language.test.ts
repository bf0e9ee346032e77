import assert from 'node:assert/strict'
import { test } from 'node:test'

/** The module as a browser with these languages reads it: another test of this process may have had another browser. */
async function readWith(languages: string[]) {
  Object.defineProperty(globalThis, 'navigator', { value: { languages }, configurable: true })
  const fresh = `../src/components/language/page-language.ts?read-with-${languages}`
  const module: typeof import('../src/components/language/page-language.ts') = await import(fresh)
  return module
}

test('numbers within texts are written as the browser’s user writes the language', async () => {
  const { pageLocale, setPageLanguage } = await readWith(['pt-PT', 'en'])
  const i18n = setPageLanguage('pt')
  assert.equal(pageLocale(), 'pt-PT')
  // Portugal groups the digits of numbers from 10,000 on, Brazil from 1,000 on.
  assert.equal(i18n._('{count, plural, other {#}}', { count: 1157 }), '1157')
})

test('without the language among the browser’s, dates and numbers are written as its texts are', async () => {
  const { pageLocale, setPageLanguage } = await readWith(['en-GB'])
  const i18n = setPageLanguage('pt')
  assert.equal(pageLocale(), 'pt-PT')
  assert.equal(i18n._('{count, plural, other {#}}', { count: 1157 }), '1157')
  setPageLanguage('de')
  assert.equal(pageLocale(), 'de')
})
