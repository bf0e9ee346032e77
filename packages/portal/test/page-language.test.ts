import assert from 'node:assert/strict'
import { test } from 'node:test'

test('numbers within texts are written as the browser’s user writes the language', async () => {
  Object.defineProperty(globalThis, 'navigator', { value: { languages: ['pt-PT', 'en'] }, configurable: true })
  // Read again: another test of this process may have had another browser.
  const fresh = '../src/components/language/page-language.ts?read-again'
  const module: typeof import('../src/components/language/page-language.ts') = await import(fresh)
  const { pageLocale, setPageLanguage } = module
  const i18n = setPageLanguage('pt')
  assert.equal(pageLocale(), 'pt-PT')
  // Portugal groups the digits of numbers from 10,000 on, Brazil from 1,000 on.
  assert.equal(i18n._('{count, plural, other {#}}', { count: 1157 }), '1157')
})
