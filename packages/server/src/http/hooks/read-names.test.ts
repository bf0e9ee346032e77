import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type FastifyInstance, fastify } from 'fastify'
import { Type } from 'typebox'
import { createPathFolding } from '../api/path-folding.ts'
import { AnyOf, Query } from '../api/schemas.ts'
import { answerProblems } from './answer-problems.ts'
import { decodeQueries } from './decode-queries.ts'
import { readNames } from './read-names.ts'

const path = '/api/identity/v1/things'
const querystring = Query({
  status: Type.Optional(Type.String({ minLength: 1 })),
  keys: Type.Optional(AnyOf(Type.String({ minLength: 1 }))),
})

/** An API with operations that ODC's APIs do not have yet: writes that take a query */
function appWith({ strict = false } = {}): FastifyInstance {
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false, verbose: true } } })
  answerProblems(app)
  decodeQueries(app)
  readNames(app, { strict, paths: createPathFolding() })
  return app
}

describe('Names that a route reads', () => {
  test('are declared to be refused or ignored by every route of ODC’s APIs that is not a GET', () => {
    const declare = (method: 'POST' | 'DELETE', url: string, config = {}) =>
      appWith().route({ method, url, config: { permission: 'any', ...config }, handler: async () => 'done' })
    for (const method of ['POST', 'DELETE'] as const) {
      assert.throws(() => declare(method, path), /does not say what happens to unknown names/)
      assert.ok(declare(method, path, { unknownNames: 'ignored' }))
      assert.ok(declare(method, '/api/management/v1/things'))
    }
    assert.ok(appWith().get(path, { config: { permission: 'any' } }, async () => 'done'))
  })

  test('never widen a DELETE: a filter that is misspelt or without a value is refused', async () => {
    const app = appWith()
    let deleted: unknown
    app.delete(
      path,
      { config: { permission: 'any', unknownNames: 'refused' }, schema: { querystring } },
      async ({ query }) => {
        deleted = query
        return 'done'
      },
    )
    for (const query of ['statu=Active', 'status=', 'STATUS', 'keys=', 'keys=a&keys=', 'status=a&Status=b', 'x=']) {
      const { statusCode, headers } = await app.inject({ method: 'DELETE', url: `${path}?${query}` })
      assert.deepEqual([statusCode, headers['portico-ignored'], deleted], [400, undefined, undefined], query)
    }
    assert.equal((await app.inject({ method: 'DELETE', url: `${path}?Status=a&KEYS=b` })).statusCode, 200)
    assert.deepEqual({ ...(deleted as object) }, { status: 'a', keys: ['b'] })
  })

  test('are those that are declared, where a route is strict', async () => {
    const app = appWith({ strict: true })
    app.get(path, { config: { permission: 'any' }, schema: { querystring } }, async ({ query }) => query)
    app.get(`${path}/bare`, { config: { permission: 'any' } }, async () => 'done')
    for (const url of [`${path}?Status=a`, `${path}?status=`, `${path}?x=1`, `${path}/bare?x=1`]) {
      assert.equal((await app.inject({ url })).statusCode, 400, url)
    }
    assert.equal((await app.inject({ url: `${path}?status=a` })).statusCode, 200)
  })
})
