import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { contentsOf } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath, kindInPath, kindOfField } from '@portico/testing/examples.ts'
import { type DescribedOperation, type FieldSchema, readOperations } from '@portico/testing/operations.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import type { Received } from '@portico/testing/requests.ts'
import { tokenRequest } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import { permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'

/** Keys, client IDs and e-mails in a text */
const telltale = /[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[\w.+-]+@[\w.-]+\w/gi
/** Stands in every name that the other organization's examples have. */
const word = 'Quokka'

/** What is the same in every organization: permissions, and the numbers of revisions */
const common = ['permission', 'revision']

interface Field {
  path: string[]
  kind: keyof ExampleKeys
}

/** Every field of a body that holds a key, wherever it stands. */
function keysInBody(operationId: string, schema: FieldSchema, path: string[] = []): Field[] {
  if (schema.items) return keysInBody(operationId, schema.items, [...path, '0'])
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, one]) => keysInBody(operationId, one, [...path, name]))
  }
  const name = path.findLast((part) => part !== '0') ?? ''
  const kind = [schema.type].flat().includes('string') ? kindOfField(operationId, name, schema.format) : undefined
  // Permissions are the same in every organization.
  return kind && kind !== 'permission' ? [{ path, kind }] : []
}

/** A copy with the value put where the path says; what is missing on the way is made. */
function withValue(body: unknown, [first, ...rest]: string[], value: string): unknown {
  if (first === undefined) return value
  if (first === '0') return [withValue((body as unknown[] | undefined)?.[0], rest, value)]
  const fields = (body ?? {}) as Record<string, unknown>
  return { ...fields, [first]: withValue(fields[first], rest, value) }
}

/** Whether an answer holds no row: a list or a number of them. What is exported as CSV has its first line always. */
const isEmpty = ({ body, text }: Received): boolean => {
  if (body === undefined) return text.trim().split('\n').length === 1
  return body.results?.length === 0 || body.userCount === 0
}

onBothEngines('Two organizations on one server', (engine) => {
  let server: TestServer
  let operations: DescribedOperation[]
  /** Of the organization that calls, and of the other */
  let own: ExampleKeys
  let foreign: ExampleKeys
  let call: (method: string, path: string, body?: unknown, ifMatch?: string) => Promise<Received>
  let callFirst: typeof call
  const secrets = new Set<string>()

  /** What an organization has, as the tables have it. */
  const rowsOf = async (organizationKey: string): Promise<string[]> => {
    const { database, lastUse } = server.context
    await lastUse.flush()
    return Object.values(await contentsOf(database.db))
      .flat()
      .filter((row) => row.includes(organizationKey))
  }
  const foreignRows = (): Promise<string[]> => rowsOf(server.organizationKey)

  /** Checks that an answer tells nothing of the other organization, but for keys that were sent and that it refuses. */
  const checkTelling = (what: string, { status, text }: Received, refused: string[] = []): void => {
    const told = (text.match(telltale) ?? []).filter((found) => secrets.has(found.toLowerCase()))
    assert.deepEqual(
      told.filter((found) => !refused.includes(found)),
      [],
      `${what} tells of the other organization: ${status} ${text.slice(0, 2_000)}`,
    )
    assert.ok(!text.includes(word), `${what} tells a name of the other organization: ${text.slice(0, 2_000)}`)
  }

  /** Checks that each record of a bulk operation failed, and tells nothing. */
  const checkBulk = async (key: string, refused: string): Promise<void> => {
    let finished: Received | undefined
    await until(async () => {
      finished = await call('GET', `/api/identity/v1/users/bulk/${key}`)
      return /^Finished/.test(finished.body.status)
    }, 5_000)
    assert.ok(finished)
    checkTelling('a bulk operation', finished, [refused])
    const statuses = finished.body.operations.map(({ status }: { status: string }) => status)
    assert.deepEqual(statuses, ['Error'], finished.text)
  }

  /** The same of a change of many users: it tells nothing but the key that was sent. */
  const checkChange = async (key: string): Promise<void> => {
    const path = `/api/management/v1/bulk-changes/${key}`
    await until(async () => (await call('GET', path)).body.status === 'Finished', 5_000)
    const { body, text } = await call('GET', `${path}/results`)
    const told = body.results.map(({ name, email, outcome }: Record<string, string | null>) => [name, email, outcome])
    assert.deepEqual(told, [[null, null, 'Failed']], text)
  }

  before(async () => {
    server = await startTestServer({ engine, sample: true })
    const elsewhere = await openElsewhere(server)
    const system = await addOrganization(elsewhere, 'Second', 'second.example.com')
    const names = permissions.map(({ fullName }) => ({ name: fullName }))
    const isKnown = async () => (await sendTo(server, '127.0.0.1')('GET', '/identity/jwks')).status === 421
    await until(isKnown, engine === 'sqlite' ? 0 : 1_000)
    const member = async (principal: typeof system, host: string) => {
      const to = sendTo(server, host)
      const client = await createApiClient(server.context, principal, { name: host, permissions: names })
      const { access_token: token } = (await to('POST', '/identity/token', tokenRequest(client))).body
      return (method: string, path: string, body?: unknown, ifMatch?: string) =>
        to(method, path, { token, body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } })
    }
    callFirst = await member(server.system, 'localhost')
    call = await member(system, 'second.example.com')
    foreign = await createExamples(server, callFirst, word)
    own = await createExamples(server, call, 'Own')
    operations = await readOperations(server.url)
    for (const row of await foreignRows()) {
      for (const [found] of row.matchAll(telltale)) secrets.add(found.toLowerCase())
    }
    for (const row of await rowsOf(system.organizationKey)) {
      for (const [found] of row.matchAll(telltale)) secrets.delete(found.toLowerCase())
    }
    for (const [kind, key] of Object.entries(foreign)) if (!common.includes(kind)) assert.ok(secrets.has(key), key)
  })

  test('see none of the other’s rows in their lists', async () => {
    for (const { operationId, method, path } of operations.filter(({ method }) => method === 'GET')) {
      const received = await call(method, fillPath(path, own))
      assert.equal(received.status, 200, `${operationId} ${received.text}`)
      assert.ok(!isEmpty(received), `${operationId} has rows of its own to tell: ${received.text}`)
      checkTelling(operationId, received)
      // Numbers tell as well. The rows of its own fit in one page.
      const { page, results, userCount } = received.body ?? {}
      if (page) assert.equal(page.totalResults, results.length, `${operationId} ${received.text}`)
      if (userCount !== undefined) assert.equal(userCount, 4, operationId)
    }
  })

  test('find nothing under the other’s keys in paths, and change nothing there', async () => {
    const before = await foreignRows()
    for (const { operationId, method, path } of operations) {
      const kinds = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => kindInPath(path, name))
      const body = exampleBodies(own, 'Path')[operationId]
      for (const taken of new Set([...kinds.map((kind) => [kind]), kinds].map((list) => list.join()))) {
        if (taken === '' || common.includes(taken)) continue
        const more = Object.fromEntries(taken.split(',').map((kind) => [kind, foreign[kind as keyof ExampleKeys]]))
        const what = `${operationId} with the other’s ${taken}`
        const received = await call(method, fillPath(path, own, more), body)
        assert.equal(received.status, 404, `${what}: ${received.text}`)
        checkTelling(what, received, Object.values(more))
      }
    }
    assert.deepEqual(await foreignRows(), before)
  })

  test('learn nothing of the other’s by conditions, also by the ETags that the other was given', async () => {
    const before = await foreignRows()
    const shape = (path: string): string => path.replace(/^\/api\/[^/]+\/v\d+/, '')
    let found = 0
    for (const { operationId, method, path } of operations.filter(({ method }) => ['PATCH', 'PUT'].includes(method))) {
      const read = operations.find((one) => one.method === 'GET' && shape(one.path) === shape(path))
      const tag = read && (await callFirst('GET', fillPath(read.path, foreign))).headers.etag
      if (typeof tag !== 'string') continue
      const body = exampleBodies(own, 'Condition')[operationId]
      const plain = path.includes('{') ? await call(method, fillPath(path, foreign), body) : undefined
      for (const ifMatch of plain ? [tag, '*', '"x"'] : [tag]) {
        const received = await call(method, fillPath(path, foreign), body, ifMatch)
        const { status, body: refused, headers } = received
        const expected = plain ? [404, plain.body.detail] : [412, refused.detail]
        assert.deepEqual([status, refused.detail], expected, `${operationId} ${ifMatch} ${received.text}`)
        assert.equal(headers.etag, undefined, operationId)
        // Equal values of two organizations cannot be told: no field of it matches.
        if (!plain) assert.ok(!refused.detail.includes('must hold'), operationId)
        checkTelling(operationId, received, Object.values(foreign))
      }
      found++
    }
    assert.ok(found >= 12)
    assert.deepEqual(await foreignRows(), before)
  })

  test('find nothing by the other’s keys in parameters', async () => {
    for (const { operationId, method, path, query } of operations) {
      for (const { name, schema } of query) {
        const kind = kindOfField(operationId, name, schema.format ?? schema.items?.format)
        if (!kind) continue
        const what = `${operationId} with the other’s ${name}`
        const received = await call(method, `${fillPath(path, own)}?${name}=${foreign[kind]}`)
        checkTelling(what, received, received.status === 200 ? [] : [foreign[kind]])
        assert.ok([200, 400, 404].includes(received.status), `${what}: ${received.text}`)
        assert.ok(received.status !== 200 || isEmpty(received), `${what}: ${received.text}`)
      }
    }
  })

  test('cannot use the other’s keys in bodies, and change nothing there', async () => {
    const before = await foreignRows()
    const refused: string[] = []
    for (const { operationId, method, path, body: schema } of operations) {
      const example = exampleBodies(own, 'Body')[operationId]
      for (const { path: field, kind } of schema ? keysInBody(operationId, schema) : []) {
        const what = `${operationId} with the other’s ${field.join('.')}`
        // Users are either named, or selected.
        const { userKeys: _, ...selecting } = (example ?? {}) as { userKeys?: string[] }
        const selects = field[0] === 'matching' || field[0] === 'changedBy'
        const body = selects ? selecting : example
        const received = await call(method, fillPath(path, own), withValue(body, field, foreign[kind]))
        checkTelling(what, received, [foreign[kind]])
        refused.push(what)
        if (received.status === 202) {
          if (operationId === 'BulkChange_Create') await checkChange(received.body.key)
          else await checkBulk(received.body.key, foreign[kind])
          continue
        }
        // A preview says for each record what would be refused.
        if (received.status === 200 && received.body.results?.[0]?.status === 'Error') continue
        // A search finds nothing.
        if (received.status === 200 && isEmpty(received)) continue
        assert.ok([400, 404].includes(received.status), `${what}: ${received.status} ${received.text}`)
        if (selects && received.text.includes('selects no user')) continue
        const name = field.findLast((part) => part !== '0') ?? ''
        const reason = [foreign[kind], name].some((part) => received.text.includes(part))
        assert.ok(reason, `${what} is refused for another reason: ${received.text}`)
      }
    }
    assert.ok(refused.length > 20, 'bodies have fields with keys')
    assert.deepEqual(await foreignRows(), before)
  })
})
