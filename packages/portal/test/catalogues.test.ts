import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { languages as languagesOfServer } from '@portico/server/config/languages.ts'
import { firstKnown, languages } from '../src/components/language/language.ts'
import { textsOutsideCatalogues } from './support/texts-outside-catalogues.ts'

const root = join(import.meta.dirname, '..')

const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.d.ts'))
  .sort()

const foundIn = (file: string): string[] => textsOutsideCatalogues(file, readFileSync(join(root, file), 'utf8'))

describe('the catalogues', () => {
  test('no text of the portal stands outside of them', () => {
    const found = files.flatMap((file) => foundIn(file).map((text) => `${file}: ${text}`))
    assert.deepEqual(found, [])
  })

  test('texts outside of them are found wherever they stand', () => {
    const found = (code: string): string[] => textsOutsideCatalogues('one.tsx', code)
    assert.deepEqual(found('const a = <p>Hello you</p>'), ['Hello you'])
    assert.deepEqual(found('const a = <Trans>Hello you</Trans>'), [])
    assert.deepEqual(found('const a = <Button title="Remove">{t`Remove`}</Button>'), ['Remove'])
    assert.deepEqual(found('const a = is ? "Enter a code." : undefined'), ['Enter a code.'])
    assert.deepEqual(found('const a = `Copy $' + '{what} now`'), ['Copy {} now'])
    assert.deepEqual(found('const a = { title: msg`Copy $' + '{what}`, path: "/account/sessions" }'), [])
    assert.deepEqual(found('const a = <Stack gap="md" aria-label="Loading" />'), ['Loading'])
    assert.deepEqual(found('const a = <Plural value={n} one="# code" other="# codes" />'), [])
  })

  for (const language of ['de', 'pt'])
    test(`no text is missing in ${language}, and each has the same parts as in English`, () => {
      const po = readFileSync(join(root, `src/locales/${language}.po`), 'utf8')
      const entries = [...po.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)]
      assert.ok(entries.length > 200)
      for (const [, english = '', text = ''] of entries) {
        assert.notEqual(text, '', english)
        assert.deepEqual(partsOf(text), partsOf(english), english)
      }
    })

  test('in English the texts are those of the code', () => {
    const po = readFileSync(join(root, 'src/locales/en.po'), 'utf8')
    const entries = [...po.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)]
    assert.deepEqual(
      entries.map(([, , text]) => text),
      entries.map(([, id]) => id),
    )
  })

  test('in English a message goes by e-mail, and questions name what they are about with an article', () => {
    const po = readFileSync(join(root, 'src/locales/en.po'), 'utf8')
    const texts = [...po.matchAll(/^msgid "(.+)"$/gm)].map(([, text = '']) => text)
    const asked = /^(?:Activate|Deactivate|Delete|Publish|Remove|Resume|Revoke|Suspend|Switch|Unlink) .+\?$/
    assert.ok(texts.some((text) => asked.test(text)))
    assert.deepEqual(
      texts.filter(
        (text) =>
          /\b(?:by|a|each|every|an?other) mail\b(?! server)|(?<!-)\bmails\b(?! outbox)|\bmailed\b/i.test(text) ||
          (asked.test(text) && !/^\w+ (?:(?:to |from )?the |\{)/.test(text)),
      ),
      [],
    )
  })

  test('in Portuguese one thing has one word', () => {
    const po = readFileSync(join(root, 'src/locales/pt.po'), 'utf8')
    const texts = [...po.matchAll(/^msgstr "(.+)"$/gm)].map(([, text = '']) => text)
    // Instead of e-mail, claim, fotografia, pesquisa, caixa de diálogo, and Esta ação não pode ser anulada
    const others = [
      /(?<!caixas? de )correio/i,
      /declaraç/i,
      /\bfotos?\b/i,
      /\ba procura\b/i,
      /(?<!caixas? de )diálogo/i,
      /(?:Isto|\. Não) pode ser anulad|possível anular/,
      /\brod(?:ar|a|e)\b/i,
      /\bpertenças?\b/i,
      /\bclient ID/,
      /\bretid[oa]s?\b/i,
      /renomear/,
    ]
    assert.deepEqual(
      texts.filter((text) => others.some((other) => other.test(text))),
      [],
    )
  })

  test('in German one thing has one word, and nobody is called du', () => {
    const po = readFileSync(join(root, 'src/locales/de.po'), 'utf8')
    const texts = [...po.matchAll(/^msgstr "(.+)"$/gm)].map(([, text = '']) => text)
    // Instead of Anmeldeweg, Einrichtungslink, erstellt, rückgängig machen, zuletzt aktiv, and of the case of entziehen
    const others = [
      /Anmeldem(?:ethod|öglich)/,
      /Link zur Einrichtung/,
      /\bangelegt\b/,
      /Rücknahme/,
      /zuletzt gesehen/,
      /für \{users\} entziehen/,
      /\b(?:du|dein\w*|gehe)\b/i,
    ]
    assert.ok(texts.length > 200)
    assert.deepEqual(
      texts.filter((text) => others.some((other) => other.test(text))),
      [],
    )
  })

  test('there is one for each language that discovery lists', () => {
    assert.deepEqual(Object.keys(languages), languagesOfServer)
  })

  test('the language is the first of the browser’s that there is', () => {
    assert.equal(firstKnown(['fr-FR', 'pt-BR', 'de']), 'pt')
    assert.equal(firstKnown(['DE-at']), 'de')
    assert.equal(firstKnown(['toString', 'fr']), undefined)
  })
})

/** Names in braces, and elements */
const partsOf = (text: string): string[] => [...new Set(text.match(/\{\w+[},]|<\/?\d+\/?>/g))].sort()
