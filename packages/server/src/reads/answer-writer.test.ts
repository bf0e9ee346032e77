import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { serializerOf } from '../http/api/compile-on-first-use.ts'
import { exampleOf } from '../http/api/example-of.ts'
import { answerWriter } from './answer-writer.ts'
import { declaredReads } from './declared-reads.ts'

test('what the thread for reading writes is what Fastify writes, also for long pages and beyond ASCII', () => {
  let pages = 0
  for (const [name, { answer }] of Object.entries(declaredReads)) {
    if (answer === 'text') continue
    const example = exampleOf(answer as never, { within: '', resolve: () => ({}) }) as Record<string, unknown>
    const write = answerWriter(answer)
    const isPage = Array.isArray(example.results) && 'page' in example
    const results = isPage ? (example.results as object[]) : []
    const wide = { ...results[0], name: 'Zoë "\n" 李 😀', unknown: 1 }
    const answers = isPage
      ? [[], results, [...results, wide], new Array(2_000).fill(wide)].map((results) => ({ ...example, results }))
      : [example]
    for (const one of answers) {
      assert.equal(Buffer.from(write(one, () => {})).toString(), serializerOf(answer)(one), name)
    }
    if (isPage) pages++
  }
  assert.ok(pages > 20, `${pages} pages`)
})

test('a page is written no further than there is time', () => {
  const results = new Array(100).fill({})
  const write = answerWriter(Type.Object({ results: Type.Array(Type.Object({})) }))
  const over = new Error('over')
  let asked = 0
  const requireTime = (): void => {
    if (++asked === 3) throw over
  }
  assert.throws(() => write({ results }, requireTime), over)
  assert.equal(asked, 3)
})
