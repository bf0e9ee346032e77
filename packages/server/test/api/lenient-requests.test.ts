import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath } from '@portico/testing/examples.ts'
import { createRandom } from '@portico/testing/fuzz/random.ts'
import { type DescribedOperation, inOrder, readOperations } from '@portico/testing/operations.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { eachWithUnknown, otherSpellings, unknownIn, withUnknown } from '@portico/testing/other-spellings.ts'
import { type ApiCall, assertProblem, callWith, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { buildApp } from '../../src/app.ts'
import { apis } from '../../src/http/api/apis.ts'
import type { ApiDescription } from '../../src/http/api/openapi.ts'

const users = '/api/identity/v1/users'
const header = 'portico-ignored'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
const odcPrefixes = Object.values<ApiDescription>(apis).flatMap(({ isOdc, prefix }) => (isOdc ? [prefix] : []))
const isOdc = ({ path }: DescribedOperation): boolean => odcPrefixes.some((prefix) => path.startsWith(`${prefix}/`))
const { scramble, scrambleNames, scramblePath } = otherSpellings(createRandom(7))

describe('ODC’s APIs', () => {
  let server: TestServer
  let token: string
  let keys: ExampleKeys
  let operations: DescribedOperation[]
  let declaring: Set<string>

  const ask = (method: string, path: string, body?: unknown): Promise<Received> =>
    send(server.url, method, path, { token, body })
  const bodyOf = ({ operationId }: DescribedOperation): unknown => exampleBodies(keys, 'Lenient')[operationId]
  const ignores = ({ operationId }: DescribedOperation): boolean => declaring.has(operationId)

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    const administrator = await server.administrator()
    token = administrator.token
    keys = await createExamples(server, administrator.call, 'Lenient')
    operations = (await readOperations(server.url)).sort(inOrder)
    declaring = new Set()
    for (const prefix of odcPrefixes) {
      const { body } = await ask('GET', `${prefix}/openapi.json`)
      for (const item of Object.values<Record<string, { operationId: string; responses: object }>>(body.paths)) {
        for (const { operationId, responses } of Object.values(item)) {
          if (JSON.stringify(responses).includes('"Portico-Ignored"')) declaring.add(operationId)
        }
      }
    }
  })

  test('are all but the management API', () => {
    const others = Object.values<ApiDescription>(apis).flatMap(({ isOdc, prefix }) => (isOdc ? [] : [prefix]))
    assert.deepEqual(others, ['/api/management/v1'])
  })

  test('refuse unknown names where docs/lenient-requests.md says so, and nowhere else', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../../docs/lenient-requests.md'), 'utf8')
    const listed = [...page.matchAll(/^\| `([A-Z]+ \/[^`]*)` \|/gm)].map(([, operation]) => operation)
    const refusing = operations
      .filter((operation) => isOdc(operation) && !ignores(operation))
      .map(({ method, path }) => `${method} ${path.replace(/^\/api\/[^/]+\/v\d+/, '')}`)
    assert.deepEqual(refusing.sort(), listed.sort())
    // What nobody has to think about: all that deletes, grants or changes members is there.
    for (const { operationId, method } of operations.filter(ignores)) {
      assert.ok(method !== 'DELETE' && !/grant|revoke|addorremove|modify|delete/i.test(operationId), operationId)
    }
  })

  test('refuse unknown names in operations that grant, revoke, change members or delete, and change nothing', () =>
    changingNothing(server, async () => {
      for (const operation of operations.filter((one) => isOdc(one) && !ignores(one))) {
        const path = fillPath(operation.path, keys)
        const body = bodyOf(operation)
        for (const [query, detail] of [
          ['shoeSize=42', 'shoeSize'],
          ['shoeSize=', 'shoeSize'],
          ['assetKey', 'assetKey'],
        ]) {
          const refused = await ask(operation.method, `${path}?${query}`, body)
          assertProblem(refused, 'invalid_parameter', `There is no parameter ${detail}`)
          assert.equal(refused.headers[header], undefined)
        }
        for (const wrong of eachWithUnknown(body ?? {})) {
          assertProblem(await ask(operation.method, path, wrong), 'invalid_body', /There is no field \S*shoeSize/)
          assertProblem(
            await ask(operation.method, path, scrambleNames(wrong)),
            'invalid_body',
            /no field \S*shoesize/i,
          )
        }
      }
    }))

  test('refuse a name in two spellings, whatever else they ignore, and change nothing', () =>
    changingNothing(server, async () => {
      for (const operation of operations.filter(isOdc)) {
        const path = fillPath(operation.path, keys)
        const body = bodyOf(operation)
        for (const { name } of operation.query) {
          const other = scramble(name)
          const refused = await ask(operation.method, `${path}?${name}=x&${other}=y`, body)
          assertProblem(refused, 'invalid_parameter', name, other)
        }
        for (const name of Object.keys(operation.body?.properties ?? {})) {
          const other = scramble(name)
          const refused = await ask(operation.method, path, { ...(body as object), [name]: 1, [other]: 2 })
          assertProblem(refused, 'invalid_body', name, other)
        }
      }
      const twice = JSON.stringify({ records: [{ email: 'a@example.com' }, { EMAIL: 'b@example.com', eMail: 'c' }] })
      const headers = { 'content-type': 'application/json' }
      const refused = await send(server.url, 'POST', `${users}/bulk`, { token, body: twice, headers })
      assertProblem(refused, 'invalid_body', 'records[].EMAIL and records[].eMail')
    }))

  test('take requests as documented only, with --strict', async () => {
    const config = { ...server.context.config, strict: true }
    const strict = await buildApp({ ...server.context, config }, { strictAnswers: true })
    afterFile(() => strict.close())
    const call = callWith(await strict.listen({ host: '127.0.0.1', port: 0 }), token)
    await changingNothing(server, async () => {
      for (const operation of operations.filter(isOdc)) await refusesAll(call, operation)
    })
  })

  test('the management API is as strict always', () =>
    changingNothing(server, async () => {
      for (const operation of operations.filter((one) => !isOdc(one)))
        await refusesAll(callWith(server.url, token), operation)
    }))

  /** Unknown names, names in other case, and paths in other case */
  async function refusesAll(
    call: ApiCall,
    { operationId, method, path, query, body }: DescribedOperation,
  ): Promise<void> {
    const at = fillPath(path, keys)
    const example = exampleBodies(keys, 'Refused')[operationId]
    assertProblem(
      await call(method, `${at}?shoeSize=1`, example),
      'invalid_parameter',
      'There is no parameter shoeSize',
    )
    for (const { name } of query.slice(0, 3)) {
      const other = scramble(name)
      assertProblem(await call(method, `${at}?${other}=1`, example), 'invalid_parameter', `no parameter ${other}`)
    }
    const fields = Object.keys(body?.properties ?? {})
    if (method !== 'GET') {
      for (const wrong of eachWithUnknown(example ?? {})) {
        assertProblem(await call(method, at, wrong), 'invalid_body', /There is no field \S*shoeSize/)
      }
    }
    const [field] = fields
    if (field) {
      const { [field]: value = null, ...rest } = (example ?? {}) as Record<string, unknown>
      const received = await call(method, at, { ...rest, [scramble(field)]: value })
      assertProblem(received, 'invalid_body', /There is no field|is missing/)
    }
    assertProblem(await call(method, scramblePath(path, keys).slice(0, -1), example), 'path_not_found')
    // To the router, what follows the slash is a key without letters.
    const { status } = await call(method, `${at}/`, example)
    assert.ok([400, 404, 405].includes(status), `${method} ${at}/ ${status}`)
  }

  test('read the same with names in any case, with empty parameters, and with unknown ones, which they name', async () => {
    for (const operation of operations.filter((one) => isOdc(one) && one.method === 'GET')) {
      const { operationId, path, query } = operation
      const plain = await ask('GET', fillPath(path, keys))
      const values = query.map(({ name }) => [name, name === 'limit' ? '2' : name === 'offset' ? '1' : ''] as const)
      const text = (spell: (name: string) => string): string =>
        values.map(([name, value]) => `${spell(name)}=${value}`).join('&')
      const same = (name: string): string => name
      const paged = await ask('GET', `${fillPath(path, keys)}?${text(same)}`)
      const scrambled = await ask('GET', `${scramblePath(path, keys)}?${text(scramble)}`)
      const empty = await ask('GET', `${fillPath(path, keys)}?${query.map(({ name }) => `${name}=&${name}`).join('&')}`)
      const unknown = await ask('GET', `${fillPath(path, keys)}?Nothing=hush-42&x=&nothing=${nobody}&a[b]=%2C&x=y`)
      for (const answer of [plain, paged, scrambled, empty, unknown]) {
        assert.equal(answer.status, 200, `${operationId} ${answer.text}`)
        assert.equal(answer.headers[header], answer === unknown ? 'Nothing, x, nothing, a%5Bb%5D' : undefined)
      }
      assert.deepEqual(scrambled.body, paged.body, operationId)
      assert.deepEqual(empty.body, plain.body, operationId)
      assert.deepEqual(unknown.body, plain.body, operationId)
    }
  })

  test('write the same with names in any case, and name the unknown ones that they ignore', async () => {
    for (const operation of operations.filter((one) => isOdc(one) && one.method !== 'GET')) {
      const body = bodyOf(operation)
      const sent = scrambleNames(ignores(operation) ? withUnknown(body) : body)
      const path = scramblePath(operation.path, keys) + (ignores(operation) ? '?dryRun=hush-42' : '')
      const answer = await ask(operation.method, path, sent)
      const what = `${operation.method} ${path} ${JSON.stringify(sent)}`
      assert.ok(answer.status < 300, `${what} ${answer.status} ${answer.text}`)
      const named = (answer.headers[header] as string | undefined)?.toLowerCase()
      const expected = ['dryRun', ...new Set(unknownIn(body))].join(', ').toLowerCase()
      assert.equal(named, ignores(operation) ? expected : undefined, what)
    }
  })

  test('tell in the log what was ignored, by name, and never a value', () => {
    const lines = server.logLines.filter(({ ignored }) => ignored !== undefined)
    assert.ok(lines.some(({ path, ignored }) => path === users && ignored === 'Nothing, x, nothing, a%5Bb%5D'))
    assert.ok(lines.some(({ path, method }) => method === 'POST' && /^\/[aApPiI]{3}\//.test(String(path))))
    assert.ok(!JSON.stringify(server.logLines).includes('hush-42'))
  })

  test('know what has the form of a path, not what is near it', async () => {
    assert.equal((await ask('GET', '/API/Identity/V1/OPENAPI.JSON')).status, 200)
    assert.equal((await ask('HEAD', '/api/identity/v1/Users/')).status, 200)
    const put = await ask('PUT', '/Api/identity/v1/Users/', {})
    assertProblem(put, 'method_not_allowed', 'GET, HEAD, POST')
    const unknown = ['//', `/${nobody}//`, '/COUNT/x', '%2F']
    for (const end of unknown) assertProblem(await ask('GET', users + end), 'path_not_found')
    for (const path of [
      '/API/management/v1/api-clients',
      '/api/management/v1/api-clients/me/x/',
      '/HEALTHZ',
      '/healthz/',
    ]) {
      assertProblem(await ask('GET', path), 'path_not_found')
    }
    assertProblem(await ask('GET', `/API/identity/v1/users/${nobody}x/`), 'invalid_parameter', 'key must be a UUID')
  })

  test('guard a path that is written otherwise as its operation', async () => {
    assertProblem(await send(server.url, 'DELETE', `/API/Identity/v1/Users/${nobody}/`), 'token_missing')
    const viewer = (await server.caller('View end users')).token
    const refused = await send(server.url, 'POST', '/api/IDENTITY/v1/users/', { token: viewer, body: {} })
    assertProblem(refused, 'permission_missing')
    const anonymous = await send(server.url, 'POST', '/api/identity/V1/users', { body: '{', headers: {} })
    assertProblem(anonymous, 'token_missing')
  })

  test('answer what is odd without a failure, a long header, or another prototype', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `p${i}=`).join('&')
    const answer = await ask('GET', `${users}?__proto__=1&constructor=1&toString=1&=1&limit=1&${many}`)
    assert.equal(answer.status, 200, answer.text)
    const named = String(answer.headers[header])
    assert.ok(named.startsWith('__proto__, constructor, toString, (empty), p0, p1, ') && named.length <= 1_000)
    const wide = Object.fromEntries(Array.from({ length: 490 }, (_, i) => [`x${i}\r\n`, 1]))
    const created = await ask('POST', users, { ...wide, email: 'wide@example.com', constructor: 1 })
    assert.deepEqual([created.status, String(created.headers[header]).length <= 1_000], [201, true])
    assert.match(String(created.headers[header]), /^x0%0D%0A, x1%0D%0A, /)
    const deep = `{"email":"deep@example.com","x":${'['.repeat(31)}${']'.repeat(31)}}`
    const headers = { 'content-type': 'application/json' }
    assert.equal((await send(server.url, 'POST', users, { token, body: deep, headers })).status, 201)
    const poisoned = '{"email":"evil@example.com","__proto__":{"isActive":false}}'
    assertProblem(
      await send(server.url, 'POST', users, { token, body: poisoned, headers }),
      'invalid_body',
      '__proto__',
    )
    assert.equal(
      (await ask('POST', users, { '\u212aey': 1, email: 'kelvin@example.com' })).headers[header],
      '%E2%84%AAey',
    )
    const refused = await ask('GET', `${users}?nameContains=x&limit=0`)
    assertProblem(refused, 'invalid_parameter', 'limit')
    assert.equal(refused.headers[header], 'nameContains')
  })

  test('belong to the organization of the host, however the path is written', async () => {
    const elsewhere = await openElsewhere(server)
    await addOrganization(elsewhere, 'Other', 'other.example.com')
    const refused = await sendTo(server, 'nowhere.example.com')('GET', '/Api/identity/v1/USERS/', { token })
    assert.equal(refused.status, 421, refused.text)
    assert.equal((await sendTo(server, 'localhost')('GET', '/Api/identity/v1/USERS/', { token })).status, 200)
  })
})
