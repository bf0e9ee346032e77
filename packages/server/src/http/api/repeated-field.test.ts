import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRepeatedField } from './repeated-field.ts'

test('a name that an object has twice is found, however it is written', () => {
  const cases: [text: string, name: string | undefined][] = [
    ['{"roles":["a"],"roles":null}', 'roles'],
    ['{"a":1,"\\u0061" \n:2}', 'a'],
    ['{"a":{"b":[{"c":1,"d":{},"c":2}]}}', 'c'],
    ['{"a":{"b":1},"c":[],"a":{}}', 'a'],
    ['{"":1,"":2}', ''],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}', undefined],
    ['{"a":"{\\"b\\":1","b":"\\\\","c":"}","d":["a","b"]}', undefined],
    ['{"a":1,"A":2,"\u00e1":3,"a\u0301":4}', undefined],
    ['["a","a"]', undefined],
    ['"a"', undefined],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, undefined],
    [`{"a":"${'\\n'.repeat(5_000_000)}","b":1,"b":2}`, 'b'],
    ['{"a":1,"b":2,"c":3,"b"\t\r\n :4}', 'b'],
    ['[{"a":1},{"a":1,"b":{"a":2,"b":3}},{}]', undefined],
    ['{"a\\\\":1,"a":2,"\\"":3,"\\\\"":4}', undefined],
  ]
  for (const [text, name] of cases) assert.equal(findRepeatedField(text), name, text.slice(0, 100))
})
