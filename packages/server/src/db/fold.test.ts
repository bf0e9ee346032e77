import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { fold, unicodeForm } from './fold.ts'

describe('Folding', () => {
  test('makes texts alike that differ in case or Unicode form', () => {
    for (const [one, other] of [
      ['ÉCOLE', 'e\u0301cole'],
      ['ΟΔΟΣ', 'οδος'],
      ['ﬁle', 'FILE'],
      ['ｶﾞ', 'ガ'],
    ] as const)
      assert.equal(fold(one), fold(other), one)
  })

  // One request with such a text would keep the server from answering anybody for minutes.
  test('takes time by the length of the text, whatever marks are in it', async () => {
    for (const marks of ['\u0315\u0300', '\uFF9E\u0300', '\u0300\u3099', '\u0344\u0323', '\u0F73\u0F71']) {
      const text = `a${marks.repeat(20_000)}`
      const milliseconds = await threadTime(() => {
        for (const form of ['NFC', 'NFKC'] as const) unicodeForm(text, form)
        fold(text)
      })
      assert.ok(
        milliseconds < 500,
        `${[...marks].map((mark) => mark.codePointAt(0)?.toString(16))}: ${milliseconds} ms`,
      )
    }
  })

  test('knows all that decomposes to marks', () => {
    const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code))
    const others = characters.filter((one) => /^\P{M}/u.test(one) && /^\p{M}/u.test(one.normalize('NFKD')))
    // The marks of the first two keep their place.
    assert.deepEqual(others, ['\u0E33', '\u0EB3', '\uFF9E', '\uFF9F'])
  })

  test('leaves texts as they are that a language has', () => {
    for (const text of ['Zoë Müller', 'נִקּוּד', 'ไม้โทที่', 'a\u0302\u0323\u0301', 'Z\u0335\u0316\u0300'.repeat(40)])
      assert.equal(unicodeForm(text), text.normalize('NFKC'))
  })
})
