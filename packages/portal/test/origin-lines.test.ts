import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { originLines, wrongOrigins } from '../src/pages/browser-programs/origin-lines.ts'

describe('the lines of allowed origins', () => {
  test('keep their order, without empty ones and spaces around them', () => {
    const lines = originLines('https://z.example\n\n  http://localhost:5173 \nhttps://a.example\n')
    assert.deepEqual(
      lines.map(({ line, origin }) => [line, origin]),
      [
        [1, 'https://z.example'],
        [3, 'http://localhost:5173'],
        [4, 'https://a.example'],
      ],
    )
    assert.deepEqual(wrongOrigins('https://z.example\n\nhttp://localhost:5173'), {})
  })

  test('are named by their numbers, each that is wrong, with what would be right', () => {
    assert.deepEqual(wrongOrigins('https://a.example/app\nhttps://b.example\n\nC.example\n*'), {
      origins:
        'Line 1: write https://a.example instead of https://a.example/app. ' +
        'Line 4: write https://c.example instead of C.example. ' +
        'Line 5: write scheme and host, such as https://app.example.com, instead of *.',
    })
    for (const [text, right] of [
      ['https://a.example:443', 'https://a.example '],
      ['http://a.example:80/x?y', 'http://a.example '],
      ['https://b\u00fccher.example', 'https://xn--bcher-kva.example '],
      ['null', 'scheme and host'],
      ['file:///index.html', 'scheme and host'],
      ['https://', 'scheme and host'],
      ['https://*.example.com', 'scheme and host'],
      ['https://a.example https://b.example', 'scheme and host'],
    ] as const)
      assert.ok(wrongOrigins(text).origins?.startsWith(`Line 1: write ${right}`), wrongOrigins(text).origins)
  })
})
