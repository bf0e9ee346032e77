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
  const bar = progressBar(200, stream)
  bar.show(100)
  bar.show(200)
  bar.end()
  assert.match(written[0] ?? '', /^\r█{15}░{15} 100 of 200$/)
  assert.match(written[1] ?? '', /^\r█{30} 200 of 200$/)
  assert.equal(written[2], '\r\u001b[K')
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
  const bar = progressBar(2, stream)
  bar.show(1)
  bar.end()
  assert.deepEqual(written, [])
})
