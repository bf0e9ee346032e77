import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressBar, withNotice } from './progress.ts'

/** A stream that keeps what is written to it. */
function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = []
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 }
  return { stream: stream as unknown as NodeJS.WriteStream, written }
}

test('a person sees how far it is, and the line is free again at the end', () => {
  const { stream, written } = fakeStream(true)
  const bar = progressBar(200, { stream })
  bar.show(100)
  bar.show(200)
  bar.end()
  assert.equal(written[0], `\r${'█'.repeat(15)}${'░'.repeat(15)} 100 of 200\u001b[K`)
  assert.equal(written[1], `\r${'█'.repeat(30)} 200 of 200\u001b[K`)
  assert.equal(written[2], '\r\u001b[K')
})

test('a person sees how long it will take yet, by what was done since it began', () => {
  const { stream, written } = fakeStream(true)
  let now = 0
  const bar = progressBar(100_000, { stream, now: () => now })
  bar.show(0)
  now = 1_000
  // An interrupted import goes on here.
  bar.show(40_000)
  now = 5_999
  bar.show(41_000)
  now = 11_000
  bar.show(42_000)
  now = 301_000
  bar.show(99_000)
  now = 310_000
  bar.show(100_000)
  const said = written.map((text) => text.split('of 100000')[1])
  assert.deepEqual(
    said,
    ['', '', '', ', 5 min left', ', 6 s left', ''].map((left) => `${left}\u001b[K`),
  )
})

test('what takes long is told while it lasts, also where it fails', () => {
  const { stream, written } = fakeStream(true)
  assert.equal(
    withNotice('Reading…', () => written.join(), stream),
    'Reading…',
  )
  assert.throws(() => withNotice('Reading…', () => assert.fail(), stream))
  assert.deepEqual(written, ['Reading…', '\r\u001b[K', 'Reading…', '\r\u001b[K'])
})

test('a pipe and a log stay clean', () => {
  const { stream, written } = fakeStream(false)
  withNotice('Reading…', () => {}, stream)
  const bar = progressBar(2, { stream })
  bar.show(1)
  bar.end()
  assert.deepEqual(written, [])
})
