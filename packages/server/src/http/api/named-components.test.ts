import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { namedComponents } from './named-components.ts'

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })
const answering = (schema: unknown, status = '200') => ({ get: { responses: { [status]: json(schema) } } })
const thing = { type: 'object', title: 'Thing', properties: { title: { type: 'string' } } }

describe('Named components', () => {
  test('take a schema out once, also where another holds it, and put references in its place', () => {
    const list = { type: 'object', title: 'ThingList', properties: { results: { type: 'array', items: thing } } }
    const { paths, components } = namedComponents({ '/things': answering(list), '/things/{key}': answering(thing) })
    assert.deepEqual(paths, {
      '/things': answering({ $ref: '#/components/schemas/ThingList' }),
      '/things/{key}': answering({ $ref: '#/components/schemas/Thing' }),
    })
    assert.deepEqual(components.schemas, {
      Thing: { type: 'object', properties: { title: { type: 'string' } } },
      ThingList: {
        type: 'object',
        properties: { results: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
      },
    })
  })

  test('hold the schema without null where one of its places allows null', () => {
    const status = { type: 'string', enum: ['On', 'Off'], title: 'Status' }
    const nullable = { ...status, type: ['string', 'null'], enum: ['On', 'Off', null] }
    const { paths, components } = namedComponents({ '/one': answering(status), '/two': answering(nullable) })
    const $ref = '#/components/schemas/Status'
    assert.deepEqual(paths, { '/one': answering({ $ref }), '/two': answering({ anyOf: [{ $ref }, { type: 'null' }] }) })
    assert.deepEqual(components.schemas, { Status: { type: 'string', enum: ['On', 'Off'] } })
  })

  test('share the parameters that have a name', () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'integer', title: 'LimitParameter' } }
    const { paths, components } = namedComponents({ '/things': { get: { parameters: [limit] } } })
    assert.deepEqual(paths, { '/things': { get: { parameters: [{ $ref: '#/components/parameters/Limit' }] } } })
    assert.deepEqual(components.parameters, { Limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } })
    assert.deepEqual(components.schemas, {})
  })

  test('share the answers with a problem, by status', () => {
    const { paths, components } = namedComponents({
      '/x': answering({ type: 'object', title: 'ProblemDetails' }, '404'),
    })
    assert.deepEqual(paths, { '/x': { get: { responses: { 404: { $ref: '#/components/responses/NotFound' } } } } })
    const $ref = '#/components/schemas/ProblemDetails'
    assert.deepEqual(components.responses, { NotFound: { description: 'Not Found', ...json({ $ref }) } })
  })

  test('refuse one name for different schemas', () => {
    const other = { ...thing, properties: {} }
    assert.throws(
      () => namedComponents({ '/one': answering(thing), '/two': answering(other) }),
      /Different schemas are called Thing/,
    )
  })

  test('refuse a schema that holds itself', () => {
    const parent: { type: string; title: string; properties: object } = { ...thing, title: 'Parent' }
    parent.properties = { children: { type: 'array', items: parent } }
    assert.throws(() => namedComponents({ '/x': answering(parent) }), /Parent holds itself: Parent > Parent/)
  })
})
