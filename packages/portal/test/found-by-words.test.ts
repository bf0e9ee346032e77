import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { sessionOf } from '../src/api/session.ts'
import { rankOf } from '../src/app/found-by-words.ts'
import { mayDo, paletteActions } from '../src/app/palette-actions.ts'

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
    ] as const)
      assert.equal(rankOf(invite, text), rank, text)
    assert.equal(rankOf({ label: 'Início', keywords: '' }, 'inicio'), 0)
    assert.equal(rankOf({ label: 'Organization', keywords: 'address' }, 'add'), 2)
    assert.equal(rankOf({ label: 'Organization', keywords: 'ladder' }, 'add'), undefined)
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
