import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { csvUserOf, decodeCsv, parseCsv, type UserField, userFieldOf, writeCsv } from '@portico/sdk/users-csv'
import { csvCell } from '@portico/server/modules/foundation/audit/export-stream.ts'
import fc from 'fast-check'

const cellsOf = (text: string): string[][] => parseCsv(text).map(({ cells }) => cells)

describe('A CSV file', () => {
  test('is read whatever separates its cells, its lines and what is quoted', () => {
    assert.deepEqual(cellsOf('a;b\r\n1;2\r\n'), [
      ['a', 'b'],
      ['1', '2'],
    ])
    assert.deepEqual(cellsOf('a\tb\n"x\ty"\t2'), [
      ['a', 'b'],
      ['x\ty', '2'],
    ])
    assert.deepEqual(cellsOf('a,b\n"say ""hi"", Ann" , 2\n\n,\n3,'), [
      ['a', 'b'],
      ['say "hi", Ann', '2'],
      ['3', ''],
    ])
    assert.deepEqual(
      parseCsv('a\n"1\n2"\n3').map(({ line }) => line),
      [1, 2, 4],
    )
    assert.deepEqual(
      parseCsv('a\r\n"1\r\n2"\r\n\r\n3').map(({ line }) => line),
      [1, 2, 5],
    )
    assert.deepEqual(cellsOf('a\r1\n2\r\n3'), [['a'], ['1'], ['2'], ['3']])
    assert.deepEqual(cellsOf('a|b;c\n1|2\n'), [['a|b', 'c'], ['1|2']])
    assert.deepEqual(cellsOf('a\nsay "hi"\n'), [['a'], ['say "hi"']])
    assert.deepEqual(parseCsv('a;b,c', ',')[0]?.cells, ['a;b', 'c'])
  })

  test('is refused with the line where a quote is wrong', () => {
    assert.throws(() => parseCsv('a\n"b'), /line 2 has no end/)
    assert.throws(() => parseCsv('a\n"b ""c"" d"\n\n"e ""f\ng\nh'), /line 4 has no end/)
    assert.throws(() => parseCsv('a\n"b" c\n'), /Line 2 goes on after a quote/)
    assert.throws(() => parseCsv(`a;b\n"${'x'.repeat(9_000_000)}`), /line 2 has no end/)
  })

  test('is read as it was written, in each encoding', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^\s*[=+\-@＝＋－＠]|^\s|\s$|^$/.test(text))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        assert.deepEqual(cellsOf(writeCsv([['a', 'b'], ...rows])).slice(1), rows)
      }),
    )
    assert.equal(decodeCsv(Buffer.from('\ufeffÖ')), 'Ö')
    assert.equal(decodeCsv(Buffer.from('\ufeffÖ', 'utf16le')), 'Ö')
    assert.equal(decodeCsv(Buffer.from([0xd6])), 'Ö')
  })

  test('is written without formulas', () => {
    assert.equal(writeCsv([['=1+1', '@x', 'a,b', '-2']]), `'=1+1,'@x,"a,b",'-2\r\n`)
  })

  // Two files know the rule, because the server stands alone.
  test('is guarded against formulas as the export of the audit trail is', () => {
    const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
    const blanks = ['', ' ', '\t', '\r', '\n', '\u00a0', '\u3000 ']
    const formulas = signs.flatMap((sign) => blanks.map((blank) => `${blank}${sign}1`))
    for (const text of [...formulas, '\tx', '\rx', '=1;=2', '=a\t@b', '-x; =1']) {
      assert.match(csvCell(text), /^"?'/, JSON.stringify(text))
      assert.equal(writeCsv([[text]]), `${csvCell(text)}\r\n`, JSON.stringify(text))
    }
    for (const text of [
      '',
      'a',
      ' a',
      'a=1',
      '1-2',
      'a@example.com',
      "'=1",
      'say "hi", Ann',
      'two\nlines',
      'a;=1',
      'a\t-1',
      'a;b',
    ]) {
      assert.equal(writeCsv([[text]]), `${csvCell(text)}\r\n`, JSON.stringify(text))
      assert.doesNotMatch(writeCsv([[text]]), /^"?'(?!=1)/)
    }
  })
})

describe('A column of a file with users', () => {
  test('is known by what people and the API call it', () => {
    const headings = {
      email: ['email', 'Email', 'E-Mail', 'mail', 'EMAIL ADDRESS', 'E-Mail-Adresse'],
      name: ['name', 'Full name', 'displayName'],
      givenName: ['First name', 'given_name', 'Vorname'],
      familyName: ['Last name', 'surname', 'Nachname'],
      username: ['username', 'User ID', 'login'],
      subject: ['subject', 'sub', 'External ID'],
      isActive: ['isActive', 'active', 'is_active', 'ENABLED', 'Status'],
      photoUrl: ['photoUrl', 'Photo URL', 'avatar'],
      addToBuiltInIdentityProvider: ['addToBuiltInIdentityProvider', 'ADDTOBUILTINIDENTITYPROVIDER'],
      identityProviderKey: ['identityProviderKey', 'Identity provider key'],
    }
    for (const [field, names] of Object.entries(headings)) {
      for (const name of names) assert.equal(userFieldOf(name), field, name)
    }
    for (const other of ['', 'Department', 'shoeSize', 'emails', 'nickname of'])
      assert.equal(userFieldOf(other), undefined)
  })
})

describe('A line of a file with users', () => {
  test('is a user with the fields that are filled', () => {
    assert.deepEqual(csvUserOf(['email', 'name', undefined, 'isActive'], ['a@example.com', '', 'Sales', '']), {
      user: { email: 'a@example.com' },
      unclear: [],
    })
    assert.deepEqual(csvUserOf(['givenName', 'familyName'], ['Ann', 'Meyer']).user, { name: 'Ann Meyer' })
    assert.deepEqual(csvUserOf(['givenName', null, 'name'], ['Ann', '', 'A. Meyer']).user, { name: 'A. Meyer' })
    const external = { identityProviderKey: 'k', subject: 's', username: 'u', photoUrl: 'https://example.com/a.png' }
    assert.deepEqual(csvUserOf(Object.keys(external) as UserField[], Object.values(external)).user, external)
  })

  test('says yes and no in many words, and which it does not know', () => {
    for (const [words, flag] of [
      ['yes y TRUE 1 active Enabled ja', true],
      ['No n false 0 inactive disabled nein', false],
    ] as const) {
      for (const word of words.split(' ')) assert.equal(csvUserOf(['isActive'], [word]).user.isActive, flag, word)
    }
    const { user, unclear } = csvUserOf(['email', 'isActive', 'addToBuiltInIdentityProvider'], ['a', 'maybe', 'true'])
    assert.deepEqual(user, { email: 'a', addToBuiltInIdentityProvider: true })
    assert.deepEqual(unclear, [{ field: 'isActive', text: 'maybe' }])
  })
})
