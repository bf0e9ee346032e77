import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { csvHead, csvLine } from './csv-line.ts'

/** A line with one cell */
const cell = (text: string | null): string => csvLine([text]).slice(0, -2)

describe('A cell of a CSV file', () => {
  test('is quoted where RFC 4180 asks for it', () => {
    assert.equal(cell(null), '')
    assert.equal(cell('plain text'), 'plain text')
    assert.equal(cell('a,b'), '"a,b"')
    assert.equal(cell('say "hi"'), '"say ""hi"""')
    assert.equal(cell('two\r\nlines'), '"two\r\nlines"')
  })

  test('is no formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠A1']) {
      assert.match(cell(text), /^"?'/, JSON.stringify(text))
    }
    assert.equal(cell('=A1&",x"'), `"'=A1&"",x"""`)
    assert.deepEqual(["'-1", "''=1", "a;'@b"].map(cell), ["''-1", "'''=1", "a;''@b"])
    assert.deepEqual(['a=1', "'a"].map(cell), ['a=1', "'a"])
    // Where decimals have a comma, spreadsheets part the cells at semicolons, within quotes too.
    assert.equal(cell('{"name":"Eve; =1+1"}'), `"{""name"":""Eve;' =1+1""}"`)
    assert.equal(cell('Eve;@SUM(A1)\t-1'), "Eve;'@SUM(A1)\t'-1")
    // The quotes of the text, written twice, are an empty text in quotes then.
    assert.equal(cell('Eve;"=1+1;x'), `"Eve;'""=1+1;x"`)
    assert.equal(cell(`Eve\n' "" @A1`), `"Eve\n'' """" @A1"`)
    assert.equal(cell('a;"b"=1'), '"a;""b""=1"')
    assert.equal(cell('data:image/png;base64,AA=='), '"data:image/png;base64,AA=="')
    // There, a line break within quotes begins a new row.
    assert.equal(cell('Eve\n=1+1\n a\r\n  @b'), `"Eve\n'=1+1\n a\r\n'  @b"`)
  })
})

test('The first line of a CSV file has the names that are given in place of the fields', () => {
  assert.equal(csvHead(['key', 'name']), '\ufeffkey,name\r\n')
  assert.equal(csvHead(['key', 'name'], ['Schlüssel', '=Name, voll']), '\ufeffSchlüssel,"\'=Name, voll"\r\n')
})
