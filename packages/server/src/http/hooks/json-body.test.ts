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
