import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { withoutReferences } from '@portico/testing/references.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'

/** What ODC's published contract says of an operation that is served, reduced to facts. */
export interface ContractOperation {
  operationId: string
  /** Any one of them is enough; none: any permission at all */
  permissions: readonly string[]
  /** Each line a place and what stands there. A question mark after the type says that null is allowed. */
  parameters: readonly string[]
  body?: readonly string[]
  /** Of success; absent: no body */
  answer?: readonly string[]
  /** Of success; 200 unless given */
  status?: number
  problems: readonly number[]
}

interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}
interface Content {
  content?: Record<string, { schema: Schema }>
}
interface Operation {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: Content
  responses: Record<string, Content>
  'x-permissions': { named: string[]; anyPermission: boolean }
}

/** Faults of the request or of the server that every operation may answer beyond what the contract lists. */
const everywhere = ['401', '404', '405', '412', '413', '415', '421', '429', '431', '500', '503']

/** The places in a schema and what stands there, one line each. */
function lines(schema: Schema, place: string): string[] {
  const [only = schema, another] = (schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null')
  // The pairs of GET /libraries are sent as texts, which the contract leaves out.
  assert.ok(another === undefined || (only.type === 'object' && another.type === 'string'), place)
  if (another) return [`${place}: object`]
  if (only.items) return lines(only.items, `${place}[]`)
  if (only.properties) {
    return Object.entries(only.properties).flatMap(([name, field]) => lines(field, place ? `${place}.${name}` : name))
  }
  const types = [only.type ?? []].flat()
  const isNullable = types.includes('null') || schema.anyOf !== undefined
  const what = only.enum
    ? only.enum.filter((value) => value !== null).join('|')
    : (only.format ?? types.find((type) => type !== 'null'))
  return [`${place}: ${what}${isNullable ? '?' : ''}`]
}

const bodyOf = (part: Content | undefined): string[] | undefined => {
  const schema = part?.content?.['application/json']?.schema
  return schema && lines(schema, '')
}

/** An answer may promise more than the contract: a format, or that something is never null. */
function requireKept(promised: readonly string[], served: readonly string[]): void {
  const places = new Map(served.map((line) => line.split(': ') as [string, string]))
  assert.deepEqual([...places.keys()].sort(), promised.map((line) => line.split(': ')[0]).sort())
  for (const line of promised) {
    const [place = '', what = ''] = line.split(': ')
    const found = places.get(place) ?? ''
    const isString = ['uuid', 'date-time', 'string'].includes(found.replace('?', ''))
    const matches = found.replace('?', '') === what.replace('?', '') || (/^string/.test(what) && isString)
    assert.ok(matches && (what.endsWith('?') || !found.endsWith('?')), `${place}: ${found}, the contract says ${what}`)
  }
}

/**
 * Declares the tests that compare the OpenAPI document of an API with the contract.
 * @param api as in its path, with the version: `portfolios/v2`
 */
export function describeContract(api: string, operations: Readonly<Record<string, ContractOperation>>): void {
  describe(`The published OpenAPI document of ${api} and the contract of ODC`, () => {
    const prefix = `/api/${api}`
    let document: {
      info: { version: string }
      servers: { url: string }[]
      paths: Record<string, Record<string, Operation>>
    }
    const operation = (id: string): Operation => {
      const [method = '', path = ''] = id.split(' ')
      return document.paths[path]?.[method.toLowerCase()] ?? assert.fail(`there is no ${id}`)
    }

    before(async () => {
      const { url } = await startTestServer({ engine: anyEngine })
      const response = await send(url, 'GET', `${prefix}/openapi.json`)
      document = withoutReferences(response.body)
    })

    test('has the operations that are served, and no others', () => {
      const served = Object.entries(document.paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
      )
      assert.deepEqual(served.sort(), Object.keys(operations).sort())
      assert.deepEqual([document.info.version, document.servers], [api.split('/')[1], [{ url: prefix }]])
    })

    for (const [id, contract] of Object.entries(operations)) {
      test(`${id} is the contract’s`, () => {
        const { operationId, parameters: all = [], requestBody, responses, ...rest } = operation(id)
        // If-Match is Portico's own: without it, nothing is compared.
        const parameters = all.filter(({ in: place }) => place !== 'header')
        assert.equal(operationId, contract.operationId)
        const found = parameters.flatMap(({ name, in: place, schema }) => lines(schema, `${place} ${name}`))
        assert.deepEqual([...found].sort(), [...contract.parameters].sort())
        for (const { name, in: place, required = false } of parameters) assert.equal(required, place === 'path', name)
        assert.deepEqual(bodyOf(requestBody), contract.body)
        const permissions = { named: [...contract.permissions], anyPermission: contract.permissions.length === 0 }
        assert.deepEqual(rest['x-permissions'], permissions)

        const success = String(contract.status ?? 200)
        const statuses = [success, ...contract.problems.map(String)]
        const declared = Object.keys(responses)
        assert.deepEqual(
          statuses.filter((status) => !declared.includes(status)),
          [],
        )
        assert.deepEqual(
          declared.filter((status) => !statuses.includes(status) && !everywhere.includes(status)),
          [],
        )
        const answer = bodyOf(responses[success])
        assert.equal(answer === undefined, contract.answer === undefined)
        if (answer && contract.answer) requireKept(contract.answer, answer)
      })
    }
  })
}
