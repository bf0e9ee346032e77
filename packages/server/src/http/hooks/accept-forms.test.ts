import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { readForm } from './accept-forms.ts'

test('A form is read as browsers write it', () => {
  assert.deepEqual(readForm('a=1&b=x+y%20z&b=%C3%A4%3D%26&c=&d&=e'), { a: '1', b: 'ä=&', c: '', d: '', '': 'e' })
  assert.deepEqual(readForm(''), {})
  const { __proto__: name, ...others } = readForm('__proto__=a&toString=b&100%=%E4')
  assert.deepEqual([typeof name, others], ['string', { toString: 'b', '100%': '\ufffd' }])
})

test('Reading a form takes time by its length, whatever is in it', async () => {
  const distinct = Array.from({ length: 100_000 }, (_, number) => `${number}`).join('&')
  for (const text of ['a&'.repeat(350_000), '&'.repeat(700_000), '%'.repeat(700_000), '+'.repeat(700_000), distinct]) {
    const milliseconds = await threadTime(() => readForm(text))
    assert.ok(milliseconds < 100, `${text.slice(0, 10)}… took ${milliseconds} ms`)
  }
})
