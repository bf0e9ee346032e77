import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  csvUserOf,
  decodeCsv,
  flagWords,
  parseCsv,
  UnreadableCsvError,
  type UserField,
  userFieldOf,
  writeCsv,
} from '@portico/sdk/users-csv'
import { csvLine } from '@portico/server/http/api/csv-line.ts'
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

  test('is read in the same way with a quote anywhere in it and without', () => {
    const part = fc.constantFrom(
      'a',
      "'=",
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      ' ',
      '\u00a0',
      '\ufeff',
      '\u3000',
      '\v',
      'ä',
      '🙂',
      '\u180e',
    )
    const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.constantFrom(',', ';', '\t', ' '), (text, delimiter) => {
        const quoted = parseCsv(`${text}\n"x"`, delimiter)
        assert.equal(quoted.pop()?.cells[0], 'x')
        const rows = parseCsv(`${text}\nx`, delimiter)
        assert.equal(rows.pop()?.cells[0], 'x')
        assert.deepEqual(rows, quoted)
      }),
      { numRuns: 2_000 },
    )
  })

  test('is refused with the line where a quote is wrong', () => {
    assert.throws(() => parseCsv('a\n"b'), /line 2 has no end/)
    assert.throws(() => parseCsv('a\n"b ""c"" d"\n\n"e ""f\ng\nh'), /line 4 has no end/)
    assert.throws(() => parseCsv('a\n"b" c\n'), /Line 2 goes on after a quote/)
    assert.throws(() => parseCsv(`a;b\n"${'x'.repeat(9_000_000)}`), /line 2 has no end/)
  })

  test('is read back as it was written, whatever begins like a formula or like a guard against one', () => {
    const sign = fc.constantFrom(
      "'",
      '=',
      '-',
      '+',
      '@',
      '－',
      '"',
      ',',
      ';',
      '\t',
      '|',
      ' ',
      '\n',
      'sep=',
      'version:',
      'A',
      '\u00a0',
    )
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\r')),
      fc.array(sign, { maxLength: 8 }).map((signs) => signs.join('')),
    )
    // A row or a column of nothing is no user and no field.
    const filled = cell.filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, filled), { minLength: 1, maxLength: 8 }), (rows) => {
        assert.deepEqual(cellsOf(writeCsv(rows)), rows)
        const bytes = new TextEncoder().encode(writeCsv(rows))
        assert.deepEqual(cellsOf(decodeCsv(bytes)), rows)
      }),
      { numRuns: 1_000 },
    )
    for (const name of ['-Ann', "'-Ann", "''=Ann", "'Ann", "d'Arc", '=1;-2', "a;'-b"]) {
      assert.deepEqual(cellsOf(writeCsv([['name'], [name]])), [['name'], [name]])
    }
    // What others have written, with their guard or without.
    assert.deepEqual(cellsOf("name\n-Ann\n'-Ann\n'Ann\n"), [['name'], ['-Ann'], ['-Ann'], ["'Ann"]])
  })

  test('has the lines of the file, whatever stands above, between and within', () => {
    const break_ = fc.constantFrom('\n', '\r\n')
    const preamble = fc.constantFrom('', 'sep=,', 'version:v1.0,,', 'SEP=,,,', '  ')
    const row = fc.array(fc.constantFrom('a', '""', 'b c', ' '), { minLength: 0, maxLength: 3 })
    fc.assert(
      fc.property(break_, preamble, fc.array(row, { minLength: 1, maxLength: 8 }), (end, above, rows) => {
        let text = above === '' ? '' : above + end
        const lines: number[] = []
        for (const parts of rows) {
          if (parts.some((part) => /[ab"]/.test(part))) lines.push(text.split('\n').length)
          text += (parts.length === 0 ? '' : `"${parts.join(end)}",`) + end
        }
        assert.deepEqual(
          parseCsv(text, ',').map(({ line }) => line),
          lines,
          JSON.stringify(text),
        )
      }),
    )
  })

  test('may name its separator, or a version, in lines above the headings', () => {
    const expected = [
      { line: 2, cells: ['a', 'b'] },
      { line: 3, cells: ['1', '2'] },
    ]
    for (const text of [
      'sep=;\na;b\n1;2',
      '\ufeffSep=;\r\na;b\r\n1;2',
      'sep=|\na|b\n1|2',
      'sep=\t\na\tb\n1\t2',
      'sep=^\na^b\n1^2',
      'sep=;;\na;b;\n1;2;',
      'version:v1.0\na;b\n1;2',
      'version:v1.0,,,\na,b,,\n1,2,,',
    ]) {
      assert.deepEqual(parseCsv(text), expected, JSON.stringify(text))
    }
    assert.deepEqual(
      parseCsv('version:v1.0\nsep=;\n\na,b;c').map(({ line, cells }) => [line, cells]),
      [[4, ['a,b', 'c']]],
    )
    assert.deepEqual(cellsOf('"sep=;"\n1'), [['sep=;'], ['1']])
    assert.deepEqual(cellsOf('name\nsep=;'), [['name'], ['sep=;']])
    // Each is taken out of the whole text: not as many as there are.
    assert.deepEqual(cellsOf('version:1\nversion:2\nversion:3\na'), [['version:3'], ['a']])
  })

  test('loses empty columns at the right, and no others', () => {
    assert.deepEqual(cellsOf('a,,b,,\n1,2,,,\n,,3\n'), [
      ['a', '', 'b'],
      ['1', '2', ''],
      ['', '', '3'],
    ])
    assert.deepEqual(cellsOf('a,b\n1\n1,2,3,\n'), [['a', 'b'], ['1'], ['1', '2', '3']])
  })

  test('is read in UTF-8 and UTF-16, and refused in what it would have to guess', () => {
    const text = 'name\nZoë 𝒜 漢字\n'
    const wide = Buffer.from(text, 'utf16le')
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      wide,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(wide).swap16(),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ]) {
      assert.equal(decodeCsv(bytes), text, bytes.toString('hex'))
    }
    assert.equal(decodeCsv(Buffer.from('')), '')
    for (const bytes of [
      Buffer.from('name\nZoë', 'latin1'),
      Buffer.from([0x6e, 0x0a, 0x80, 0x39]),
      wide.subarray(0, wide.length - 1),
      Buffer.concat([Buffer.from('\ufeffa', 'utf16le'), Buffer.from([0x00, 0xd8])]),
      Buffer.from('name\nA\0B'),
    ]) {
      assert.throws(
        () => decodeCsv(bytes),
        /^UnreadableCsvError: The file is not in UTF-8\. In Excel, save it as “CSV UTF-8”/,
      )
    }
    assert.throws(() => decodeCsv(Buffer.from('PK\x03\x04 a workbook')), /is a workbook or an archive.*“CSV UTF-8”/)
    for (const start of ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', '%PDF-1.7\n\x01\x02\x03', '\xff\xd8\xff\xe0\0\x10JFIF\0'])
      assert.throws(() => decodeCsv(Buffer.from(start, 'latin1')), /^UnreadableCsvError: The file is no text file\./)
    assert.throws(() => decodeCsv(Buffer.from([0xe9])), UnreadableCsvError)
  })

  test('is written without formulas, and with the mark of UTF-8', () => {
    assert.equal(writeCsv([['=1+1', '@x', 'a,b', '-2']]), `\ufeff'=1+1,'@x,"a,b",'-2\r\n`)
    assert.equal(writeCsv([['key', 'Support\n=1+1']]), `\ufeffkey,"Support\n'=1+1"\r\n`)
  })

  // Two files know the rule, because the server stands alone.
  test('is guarded against formulas as the export of the audit trail is', () => {
    const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
    const blanks = ['', ' ', '\t', '\r', '\n', '\u00a0', '\u3000 ', "'", "'' "]
    const formulas = signs.flatMap((sign) => blanks.map((blank) => `${blank}${sign}1`))
    const cellIn = (file: string): string | undefined => parseCsv(`a,b\n${file}`, ',')[1]?.cells[0]
    for (const text of [
      ...formulas,
      '\tx',
      '\rx',
      '=1;=2',
      'a;=1',
      '=a\t@b',
      '-x; =1',
      'a',
      "'a",
      'a@example.com',
      'a\n=1',
      "a\n\n '@b",
      'a\n-b;+c',
      'a;"=1;b',
      `a;'"" -b`,
    ]) {
      const isFormula = !/^'?a/.test(text)
      assert.equal(/^"?'/.test(csvLine([text])), isFormula || text.startsWith("'"), JSON.stringify(text))
      const [written, exported] = [cellIn(writeCsv([[text, 'x']]).slice(1)), cellIn(csvLine([text, 'x']))]
      assert.equal(written, exported, JSON.stringify(text))
      if (!text.includes('\r')) assert.equal(written, text, JSON.stringify(text))
    }
  })
})

describe('A column of a file with users', () => {
  test('is known by what people and the API call it', () => {
    const headings = {
      email: ['email', 'Email', 'E-Mail', 'mail', 'EMAIL ADDRESS', 'E-Mail-Adresse', 'Endereço de e-mail'],
      name: ['name', 'Full name', 'displayName', 'Name [displayName] Required', 'Nome', 'Nome completo'],
      givenName: ['First name', 'given_name', 'Vorname', 'First name [givenName]', 'Nome próprio'],
      familyName: ['Last name', 'surname', 'Nachname', 'Apelido', 'Último nome'],
      username: ['username', 'User ID', 'login', 'Benutzername', 'Nome de utilizador'],
      subject: ['subject', 'sub', 'External ID'],
      isActive: ['isActive', 'active', 'is_active', 'ENABLED', 'Status', 'Aktiv', 'ativo', 'Estado'],
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

  test('says yes and no in the words of many languages, and which it does not know', () => {
    for (const [words, flag] of [
      ['yes y TRUE 1 active Enabled ja WAHR vrai Sim SÍ verdadero ИСТИНА ＹＥＳ DOĞRU prawda はい', true],
      ['No n false 0 inactive disabled nein Faux FALSO NÃO nao falsz HAYIR hayir Ложь 否 inaktiv', false],
      [flagWords.yes.join(' '), true],
      [flagWords.no.map((word) => ` ${word.toUpperCase()}`).join(''), false],
    ] as const) {
      for (const word of words.trim().split(/ +/)) {
        assert.equal(csvUserOf(['isActive'], [` ${word} `]).user.isActive, flag, word)
      }
    }
    const page = readFileSync(join(import.meta.dirname, '../../../docs/importing-users.md'), 'utf8')
    for (const word of [...flagWords.yes, ...flagWords.no]) assert.ok(page.includes(word), word)
    const { user, unclear } = csvUserOf(['email', 'isActive', 'addToBuiltInIdentityProvider'], ['a', 'maybe', 'true'])
    assert.deepEqual(user, { email: 'a', addToBuiltInIdentityProvider: true })
    assert.deepEqual(unclear, [{ field: 'isActive', text: 'maybe' }])
  })
})
