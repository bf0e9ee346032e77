import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHalfCharacter } from './half-character.ts'

test('half characters are found where they are, whole ones are not', () => {
  const cases: [text: string, path: string | undefined][] = [
    ['"\\ud83d"', ''],
    ['"\\ud83d\\ude00 😀"', undefined],
    ['"\\uDE00\\uD83D"', ''],
    ['{"a":[{"b":"x"},{"b":"\\uDFFF"}]}', '.a[1].b'],
    ['[1,null,true,["\\udbff"]]', '[3][0]'],
    ['{"a\\ud800":1}', '.a\ufffd'],
    ['{"a":"\\\\ud800"}', undefined],
  ]
  for (const [text, path] of cases) assert.equal(findHalfCharacter(JSON.parse(text), text), path, text)
})
