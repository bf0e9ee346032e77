import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { sessionOf } from '../src/api/session.ts'
import { rankOf } from '../src/app/found-by-words.ts'
import { ownPages } from '../src/app/own-pages.ts'
import { mayDo, paletteActions } from '../src/app/palette-actions.ts'
import { wordsOfPages } from '../src/app/words-of-pages.ts'

const invite = { label: 'Invite user', keywords: 'new add person' }

describe('what the search finds without the server', () => {
  test('is found by the beginnings of its words, in any order and without accents', () => {
    for (const [text, rank] of [
      ['', 0],
      ['INVITE u', 0],
      ['user', 1],
      ['user inv', 2],
      ['add user', 2],
      ['ser inv', undefined],
      ['person delete', undefined],
      ['new-user', 2],
      ['--', undefined],
    ] as const)
      assert.equal(rankOf(invite, text), rank, text)
    assert.equal(rankOf({ label: 'Início', keywords: '' }, 'inicio'), 0)
    assert.equal(rankOf({ label: 'Organization', keywords: 'address' }, 'add'), 2)
    assert.equal(rankOf({ label: 'Organization', keywords: 'ladder' }, 'add'), undefined)
  })

  test('pages and actions are found by words of each language, as people write them', () => {
    const found = (language: string, text: string): string[] => {
      const translated = textsOf(language)
      const pages = Object.entries(wordsOfPages).map(([id, keywords]) => {
        const label = ownPages.find(({ path }) => path === id)?.label ?? { id: '' }
        return { id, label, keywords }
      })
      return [...pages, ...paletteActions]
        .filter(({ label, keywords }) => {
          const texts = { label: translated(label.id), keywords: translated(keywords.id) }
          return rankOf(texts, text) !== undefined
        })
        .map(({ id }) => id)
    }
    for (const [language, text, id] of [
      ['de', 'neuer benutzer', 'invite-user'],
      ['de', 'neue gruppe', 'create-group'],
      ['de', 'neuen api-client', 'create-api-client'],
      ['de', 'neue rolle', 'create-organization-role'],
      ['de', 'neue api', 'add-api'],
      ['de', 'dunkel', 'dark-colors'],
      ['de', 'konto', '/account'],
      ['pt', 'nova função', 'create-organization-role'],
      ['pt', 'novo grupo', 'create-group'],
      ['pt', 'modo escuro', 'dark-colors'],
      ['pt', 'claro', 'light-colors'],
      ['pt', 'palavra-passe', '/settings/sign-in'],
      ['pt', 'conta', '/account'],
      ['en', 'account', '/account'],
      ['en', 'dark mode', 'dark-colors'],
    ] as const)
      assert.ok(found(language, text).includes(id), `${language}: ${text}`)
  })

  test('the words of pages are those of pages that there are', () => {
    const pages = readFileSync(join(import.meta.dirname, '../src/app/pages.tsx'), 'utf8')
    for (const path of Object.keys(wordsOfPages)) assert.ok(pages.includes(`page('${path}', {`), path)
  })

  test('an action is offered to whom its page is shown', () => {
    const read = (file: string): string => readFileSync(join(import.meta.dirname, '../src/app', file), 'utf8')
    const actions = [
      ...read('palette-actions.ts').matchAll(
        /needs: ([\w.]+),\s+(?:\/\/.*\s+needsToo: .*\s+)?does: \{ page: '([^']+)' \}/g,
      ),
    ]
    assert.ok(actions.length > 7)
    const pages = read('pages.tsx').split(/^ {2}page\(/m)
    for (const [, needs, path] of actions) {
      const page = pages.find((one) => new RegExp(`^\\s*'${path}'`).test(one))
      assert.equal(/needs: ([\w.]+)/.exec(page ?? '')?.[1], needs, path)
    }
  })

  test('what takes two permissions is offered to whom has both', () => {
    const offered = (...names: string[]): boolean => {
      const permissions = names.map((name) => ({ name, environments: 'all' }))
      const session = sessionOf({ permissions } as unknown as Parameters<typeof sessionOf>[0])
      return paletteActions.some((action) => action.id === 'undo-bulk-change' && mayDo(session, action))
    }
    const [views, manages] = ['Organization management > View audit trail', 'User and access management > Manage users']
    assert.deepEqual([offered(views), offered(manages), offered(views, manages)], [false, false, true])
  })
})

/** What a catalogue has for a text of the code that is in it once */
function textsOf(language: string): (english: string) => string {
  const po = readFileSync(join(import.meta.dirname, `../src/locales/${language}.po`), 'utf8')
  const texts = new Map([...po.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(([, id, text]) => [id, text]))
  return (english) => texts.get(english) ?? ''
}
