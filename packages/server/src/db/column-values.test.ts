import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { fromFlag, toFlag } from './flag.ts'
import { fold } from './fold.ts'
import { containsPattern, foldedName } from './folded-columns.ts'
import { toTimestamp } from './timestamp.ts'

describe('fold', () => {
  test('makes texts alike that differ in case or in Unicode form only', () => {
    for (const [one, another] of [
      ['ADA', 'ada'],
      ['Élodie', 'e\u0301lodie'],
      ['É', 'e\u0301'],
      ['ｆｕｌｌ', 'full'],
      ['ﬁne', 'FINE'],
      ['Ångström', 'A\u030angstro\u0308m'],
      ['Ω', '\u2126'],
      ['ΩΣ', 'ωσ'],
      ['한글', '한글'.normalize('NFD')],
    ] as const)
      assert.equal(fold(one), fold(another), `${one} ${another}`)
  })

  test('keeps other differences', () => {
    for (const [one, another] of [
      ['a', 'á'],
      ['o', 'ø'],
      ['a b', 'ab'],
      ['1', 'l'],
      ['ı', 'i'],
    ] as const)
      assert.notEqual(fold(one), fold(another))
  })

  test('folding again changes nothing', () => {
    for (let code = 0; code < 0x3000; code++) {
      const text = String.fromCodePoint(code)
      assert.equal(fold(fold(text)), fold(text), code.toString(16))
    }
  })
})

test('times sort as text, flags are 0 and 1', () => {
  assert.equal(toTimestamp(Date.UTC(2026, 10, 23, 15)), '2026-11-23T15:00:00.000Z')
  assert.ok(toTimestamp(9) < toTimestamp(10) && toTimestamp(999) < toTimestamp(1_000))
  assert.deepEqual([true, false].map(toFlag), [1, 0])
  assert.deepEqual([1, 0].map(fromFlag), [true, false])
})

onBothEngines('containsPattern', (_engine, open) => {
  let database: Database
  before(async () => {
    database = await open()
  })

  /** Which of the texts contain what is searched for, as the database finds them. */
  async function find(texts: string[], searched: string): Promise<string[]> {
    const found: string[] = []
    for (const text of texts) {
      const { rows } = await sql<{ hit: number }>`
        select case when cast(${foldedName(text)} as text) like ${containsPattern(searched)} escape '\\' then 1 else 0 end as hit
      `.execute(database.db)
      if (rows[0]?.hit === 1) found.push(text)
    }
    return found
  }

  const texts = ['100%', '100x', 'a_b', 'axb', 'back\\slash', 'back/slash', "it's", 'ÉLODIE', 'elodie', '']

  test('takes what is searched for literally', async () => {
    assert.deepEqual(await find(texts, '%'), ['100%'])
    assert.deepEqual(await find(texts, '0%'), ['100%'])
    assert.deepEqual(await find(texts, '_'), ['a_b'])
    assert.deepEqual(await find(texts, '\\'), ['back\\slash'])
    assert.deepEqual(await find(texts, '\\s'), ['back\\slash'])
    assert.deepEqual(await find(texts, '\\%'), [])
    assert.deepEqual(await find(texts, "'"), ["it's"])
    assert.deepEqual(await find(texts, ''), texts)
  })

  test('finds without regard to case and Unicode form, beyond ASCII too', async () => {
    assert.deepEqual(await find(texts, 'e\u0301LO'), ['ÉLODIE', 'elodie'])
    assert.deepEqual(await find(texts, 'AXB'), ['axb'])
    assert.deepEqual(await find(texts, 'lodie'), ['ÉLODIE', 'elodie'])
  })
})
