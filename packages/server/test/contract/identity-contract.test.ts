import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { withoutReferences } from '@portico/testing/references.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { matchPermissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import { operations } from './identity-v1.ts'
import { problem, type Shape } from './identity-v1-shapes.ts'
import { fieldless, type OpenApiSchema, shapeOf, withoutBrokenPromises } from './shapes.ts'

interface Content {
  content?: Record<string, { schema: OpenApiSchema }>
}
interface OpenApiOperation {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: OpenApiSchema }[]
  requestBody?: Content
  responses: Record<string, Content>
  'x-permissions'?: { named: string[]; anyPermission: boolean }
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']

/** Faults of the request or of the server that every operation may answer beyond what the contract lists. */
const everywhere = [400, 404, 405, 412, 413, 415, 421, 429, 431, 500, 503]

/** What problems have besides the contract's members: with a status everywhere, or of one operation */
const membersBeside: Record<string, object> = {
  '412': { changedFields: ['string'] },
  'POST /users/bulk 400': { errors: [{ detail: 'string', pointer: 'string' }] },
}

describe('The published OpenAPI document and the contract of ODC', () => {
  const served = new Map<string, OpenApiOperation>()
  let document: { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, OpenApiOperation>> }

  before(async () => {
    const { url } = await startTestServer({ engine: anyEngine })
    const response = await send(url, 'GET', '/api/identity/v1/openapi.json')
    assert.equal(response.status, 200)
    document = withoutReferences(response.body)
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of methods) {
        const operation = item[method]
        if (operation) served.set(`${method.toUpperCase()} ${path}`, operation)
      }
    }
  })

  test('has the operations of the contract and no others', () => {
    assert.deepEqual([...served.keys()].sort(), Object.keys(operations).sort())
    assert.deepEqual(document.servers, [{ url: '/api/identity/v1' }])
  })

  for (const [id, contract] of Object.entries(operations)) {
    test(`${id} is the contract’s`, () => {
      const operation = served.get(id)
      assert.ok(operation)
      assert.equal(operation.operationId, contract.operationId)
      assert.deepEqual(parametersOf(operation, id), { path: contract.path ?? {}, query: contract.query ?? {} })
      assert.deepEqual(bodyOf(operation.requestBody, id), contract.body)
      assert.deepEqual(operation.requestBody ? requiredOf(operation.requestBody) : [], contract.required ?? [])
    })

    test(`${id} answers as the contract says`, () => {
      const operation = served.get(id)
      assert.ok(operation)
      const statuses = Object.keys(operation.responses).map(Number)
      const promised = [...Object.keys(contract.answers).map(Number), ...contract.problems]
      assert.deepEqual(
        statuses.filter((status) => promised.includes(status) || !everywhere.includes(status)),
        promised.sort((a, b) => a - b),
      )
      for (const status of statuses) {
        const answer = operation.responses[status]
        const refusal = {
          ...(problem as object),
          ...membersBeside[status === 412 ? '412' : `${id} ${status}`],
        } as Shape
        const shape = status in contract.answers ? (contract.answers[status] ?? undefined) : refusal
        const found = bodyOf(answer, `${id} ${status}`)
        const narrowed = shape !== undefined && found !== undefined ? withoutBrokenPromises(shape, found) : found
        assert.deepEqual(narrowed, shape, `${id} ${status}`)
      }
    })

    test(`${id} needs the permission that the contract names`, () => {
      const named = contract.permissions.map((name) => {
        const [permission, another] = matchPermissions(name)
        assert.ok(permission && !another, `${name} must mean one permission`)
        return permission.fullName
      })
      assert.deepEqual(served.get(id)?.['x-permissions'], { named, anyPermission: named.length === 0 })
    })
  }
})

function parametersOf({ parameters = [] }: OpenApiOperation, id: string): Record<string, Record<string, Shape>> {
  const found: Record<string, Record<string, Shape>> = { path: {}, query: {} }
  // If-Match is Portico's own: without it, nothing is compared.
  for (const { name, in: place, required = false, schema } of parameters.filter((one) => one.in !== 'header')) {
    assert.equal(required, place === 'path', `${id} ${name}: only what stands in the path is required`)
    found[place] = { ...found[place], [name]: fieldless(schema, `${id} ${name}`) }
  }
  return found
}

function bodyOf(part: Content | undefined, id: string): Shape | undefined {
  const contents = Object.entries(part?.content ?? {})
  if (contents.length === 0) return undefined
  assert.deepEqual(
    contents.map(([type]) => type),
    ['application/json'],
    id,
  )
  const [[, { schema }] = ['', { schema: {} }]] = contents
  // Null stands for no body at all.
  const { shape } = shapeOf(schema, id)
  return shape
}

const requiredOf = (part: Content): string[] => part.content?.['application/json']?.schema.required ?? []
