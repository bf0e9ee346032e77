import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { answerProblems } from './answer-problems.ts'
import { acceptJsonBodies } from './json-body.ts'

const app = fastify()
answerProblems(app)
acceptJsonBodies(app)
app.post('/', async ({ body }) => ({ body }))

const post = (type: string, payload = '{"a":"é"}') =>
  app.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload })

test('JSON is taken under all of its types, with any parameters', async () => {
  const types = [
    'application/json',
    'application/*+json',
    'application/*+json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json;odata.metadata=minimal;charset=utf8',
    'application/merge-patch+json',
    'application/vnd.example.v1+x+json',
    "application/a!#$&'^_`|~+json",
  ]
  for (const type of types) {
    const answer = await post(type)
    assert.deepEqual([answer.statusCode, answer.json()], [200, { body: { a: 'é' } }], type)
  }
})

test('Other types are refused', async () => {
  const types = ['application/*', 'application/+json', 'text/*+json', 'application/json+xml', '*/*', 'text/json']
  for (const type of types) assert.equal((await post(type)).statusCode, 415, type)
})

test('A field that is there twice is refused, so that nobody has to guess which one counts', async () => {
  for (const [body, name] of [
    ['{"userKeys":["a"],"userKeys":[]}', 'userKeys'],
    ['{"records":[{"email":"a"},{"email":"b","emai\\u006c":"c"}]}', 'email'],
  ] as const) {
    const answer = await post('application/json', body)
    assert.equal(answer.statusCode, 400, body)
    assert.equal(answer.json().detail, `The field ${name} is there twice in one object. Give it once.`)
  }
})

test('A body of more values or levels than anything takes is refused before it is parsed', async () => {
  const numbers = (count: number) => `{"a":[${Array(count).fill(0)}]}`
  const levels = (count: number) => `${'{"a":'.repeat(count - 1)}[]${'}'.repeat(count - 1)}`
  // What stands in strings is no value: brackets, commas, escaped quotation marks.
  const text = JSON.stringify({ a: '"\\[{,'.repeat(60_000) })
  const names = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`name${n}`, n])))
  // Names that come again count once.
  const records = `[${Array(40).fill(names(500)).join(',')}]`
  for (const taken of [numbers(24_000), levels(32), text, records])
    assert.equal((await post('application/json', taken)).statusCode, 200, taken.slice(0, 50))
  for (const [body, excess] of [
    [numbers(25_000), 'has more than 25000 values'],
    [names(501), 'has more than 500 different names of fields'],
    [levels(33), 'is nested more than 32 levels deep'],
    ['['.repeat(1_000_000), 'is nested more than 32 levels deep'],
  ] as const) {
    const answer = await post('application/json', body)
    assert.deepEqual([answer.statusCode, answer.json().detail], [400, `The body ${excess}.`])
  }
})
