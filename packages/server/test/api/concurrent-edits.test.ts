import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath } from '@portico/testing/examples.ts'
import {
  type ApiDocument,
  type DescribedOperation,
  inOrder,
  permissionsOpening,
  readOperations,
} from '@portico/testing/operations.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { apis } from '../../src/http/api/apis.ts'
import { type PermissionName, permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'

/** Those that compare nothing, which their routes give a reason for */
const unconditional = [
  'Group_AddOrRemoveUsersFromGroup',
  'Group_ModifyGroupApplicationRoles',
  'Environments_UpdateEnvironments',
]

/** What is never answered, and so stands in no ETag */
const neverRead: Record<string, string[]> = { MailSettings_Write: ['password'] }

/** Where the thing is read that an operation changes a part of */
const parts: Record<string, string> = { ApiClient_SetPermissions: '/api/management/v1/api-clients/{key}' }

const withoutPrefix = (path: string): string => path.replace(/^\/api\/[^/]+\/v\d+/, '')

onBothEngines('Concurrent edits', (engine) => {
  let server: TestServer
  let token: string
  let keys: ExampleKeys
  let operations: DescribedOperation[]
  let edits: DescribedOperation[]
  let described: Map<string, { parameters?: { name: string; in: string }[]; responses: Record<string, unknown> }>

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    token = (await server.administrator()).token
    operations = await readOperations(server.url)
    edits = operations.filter(({ method }) => method === 'PATCH' || method === 'PUT')
    described = new Map()
    for (const { prefix } of Object.values(apis)) {
      const { body } = await send<ApiDocument>(server.url, 'GET', `${prefix}/openapi.json`)
      for (const [path, item] of Object.entries(body.paths)) {
        for (const [method, one] of Object.entries(item)) described.set(`${method.toUpperCase()} ${prefix}${path}`, one)
      }
    }
    keys = await createExamples(server, call, 'Emu')
  })

  const call = (method: string, path: string, body?: unknown, ifMatch?: string): Promise<Received> =>
    send(server.url, method, path, { token, body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } })

  const readOf = ({ operationId, path }: DescribedOperation): string => {
    const found = operations.find(
      (other) =>
        other.method === 'GET' &&
        (parts[operationId] ? other.path === parts[operationId] : withoutPrefix(other.path) === withoutPrefix(path)),
    )
    assert.ok(found, `${operationId} has no GET: add one, or say why it compares nothing`)
    return found.path
  }

  test('every PATCH and PUT takes If-Match, or is known to compare nothing', () => {
    const compares = edits.filter(({ operationId }) => !unconditional.includes(operationId))
    assert.ok(compares.length >= 14)
    for (const operation of edits) {
      const { operationId, method, path } = operation
      const { parameters = [], responses } = described.get(`${method} ${path}`) ?? assert.fail(path)
      const takesIt = parameters.some((one) => one.in === 'header' && one.name === 'If-Match')
      assert.equal(takesIt, !unconditional.includes(operationId), operationId)
      assert.equal('412' in responses, takesIt, operationId)
      if (!takesIt) continue
      const read = described.get(`GET ${readOf(operation)}`)
      const success = Object.keys(responses).find((status) => status.startsWith('2')) ?? assert.fail()
      for (const answer of [read?.responses['200'], responses[success]]) {
        assert.ok((answer as { headers?: object }).headers && 'ETag' in (answer as { headers: object }).headers, path)
      }
    }
  })

  test('what a person does not see, and what is never answered, stands in no ETag', async () => {
    const provider = `/api/identity/v1/identity-providers/${keys.identityProvider}`
    const { headers } = await call('GET', provider)
    const secret = { oidcConfiguration: { clientSecret: 'a new secret' } }
    const path = provider.replace('identity/v1', 'management/v1')
    assert.equal((await call('PATCH', path, secret, String(headers.etag))).headers.etag, headers.etag)

    const { token: weak } = await server.caller('View stage')
    const group = `/api/identity/v1/groups/${keys.group}`
    const refused = await send(server.url, 'GET', group, { token: weak })
    assert.deepEqual([refused.status, refused.headers.etag], [403, undefined])
    const unknown = await call('PATCH', `/api/identity/v1/groups/${keys.user}`, { name: 'x' }, '"x"')
    assertProblem(unknown, 'group_not_found')
    assert.equal((await call('GET', '/api/identity/v1/groups')).headers.etag, undefined)
  })

  test('an operation that compares nothing refuses the condition instead of forgetting it', async () => {
    const members = `/api/identity/v1/groups/${keys.group}/users`
    const body = { userKeysToRemove: [keys.groupMember] }
    assertProblem(await call('PATCH', members, body, '"x"'), 'bad_request')
    assertProblem(await call('DELETE', `/api/identity/v1/groups/${keys.group}`, undefined, '*'), 'bad_request')
    assert.equal((await call('GET', members)).body.page.totalResults, 2)
    assert.equal((await call('PATCH', members, body)).status, 200)
  })

  test('whoever changes without a condition in between is noticed', async () => {
    const user = `/api/identity/v1/users/${keys.user}`
    const tag = String((await call('GET', user)).headers.etag)
    const changes = Array.from({ length: 4 }, (_, at) => call('PATCH', user, { name: `Without ${at}` }))
    const conditional = Array.from({ length: 4 }, (_, at) =>
      call('PATCH', user, { photoUrl: `https://a.example/${at}` }, tag),
    )
    const answers = await Promise.all([...conditional, ...changes])
    const won = answers.slice(0, 4).filter(({ status }) => status === 204)
    assert.ok(won.length <= 1)
    for (const answer of answers.slice(0, 4).filter(({ status }) => status !== 204)) {
      assertProblem(answer, 'changed_meanwhile')
    }
    assert.ok(answers.slice(4).every(({ status }) => status === 204))
  })

  test('of two that start from the same state one wins, and the other one learns what was changed', async () => {
    const [mine, theirs] = [exampleBodies(keys, 'Mine'), exampleBodies(keys, 'Theirs')]
    for (const operation of edits.filter(({ operationId }) => !unconditional.includes(operationId))) {
      const { operationId, method } = operation
      const [path, read] = [fillPath(operation.path, keys), fillPath(readOf(operation), keys)]
      const { status, headers } = await call('GET', read)
      const tag = String(headers.etag)
      assert.deepEqual([status, /^"[\w-]+"$/.test(tag)], [200, true], operationId)
      assert.equal((await call('GET', read)).headers.etag, tag, operationId)

      const both = await Promise.all([mine, theirs].map((all) => call(method, path, all[operationId], tag)))
      const [won, lost] = both.sort((one, other) => one.status - other.status) as [Received, Received]
      assert.ok(won.status < 300, `${operationId} ${won.text}`)
      assertProblem(lost, 'changed_meanwhile')
      const sent = Object.keys(mine[operationId] as object)
      assert.ok(lost.body.changedFields.length > 0, operationId)
      for (const field of lost.body.changedFields) {
        assert.ok(lost.body.detail.includes(field), operationId)
        assert.ok(sent.includes(field) || operationId === 'MailSettings_Write', `${operationId} ${field}`)
      }

      // The answer's own tag goes on, and it is that of what is read now.
      const next = String(won.headers.etag)
      const now = await call('GET', read)
      assert.notEqual(next, tag, operationId)
      assert.equal(now.headers.etag, next, operationId)

      // All fields of the body are compared.
      const other = await call(method, path, mine[operationId], '"of-something-else"')
      assertProblem(other, 'changed_meanwhile')
      const left = Object.keys(operation.body?.properties ?? {}).filter(
        (name) => !other.body.changedFields.includes(name),
      )
      assert.deepEqual(left, neverRead[operationId] ?? [], `${operationId}: add the field to what its ETag stands for`)

      // Refusals have changed nothing.
      for (const refused of [tag, `W/${next}`, `"x", ${tag}`]) {
        assertProblem(await call(method, path, theirs[operationId], refused), 'changed_meanwhile')
      }
      assertProblem(await call(method, path, theirs[operationId], 'x'), 'bad_request')
      assert.deepEqual((await call('GET', read)).body, now.body, operationId)

      // What is named among others, any state, and no condition at all.
      for (const ifMatch of [`"x", ${next}`, '*', undefined]) {
        const done = await call(method, path, theirs[operationId], ifMatch)
        assert.ok(done.status < 300, `${operationId} ${ifMatch} ${done.text}`)
        // Whoever sends none does not ask for one, and the thing need not be read for it.
        const expected = ifMatch === undefined ? undefined : (await call('GET', read)).headers.etag
        assert.equal(done.headers.etag, expected, `${operationId} ${ifMatch}`)
      }
    }
  })

  test('a body that changes nothing is compared, too, and leaves no trace', async () => {
    const path = `/api/identity/v1/groups/${keys.group}`
    const { body, headers } = await call('GET', path)
    const tag = String(headers.etag)
    await call('PATCH', path, { description: 'from somebody else' })
    const same = { name: body.name }
    const stale = await changingNothing(server, () => call('PATCH', path, same, tag))
    assertProblem(stale, 'changed_meanwhile')
    assert.deepEqual(stale.body.changedFields, ['description'])
    const now = String((await call('GET', path)).headers.etag)
    // Lists, white space and repeated tags as they are allowed; the tag of another group is none of this one.
    for (const ifMatch of [now, ` ${now} `, `"x",, ${tag} ,${now}`, `${now}, ${now}`, `W/${now}, ${now}`]) {
      const done = await changingNothing(server, () => call('PATCH', path, same, ifMatch))
      assert.deepEqual([done.status, done.headers.etag], [204, now], ifMatch)
    }
    for (const ifMatch of [`W/${now}`, `W/${now}, "x"`, '""', `"${now.slice(1, -1).toUpperCase()}"`]) {
      assertProblem(await changingNothing(server, () => call('PATCH', path, same, ifMatch)), 'changed_meanwhile')
    }
  })

  test('operations that change the same thing exclude each other', async () => {
    const bodies = exampleBodies(keys, 'Shared')
    const client = `/api/management/v1/api-clients/${keys.apiClient}`
    const environments = '/api/portfolios/v2/environments'
    const orders = [...(await call('GET', environments)).body.results].sort((one, other) => one.order - other.order)
    const [first, second] = orders.map(({ key }) => key)
    const pairs = [
      [
        { method: 'PATCH', path: client, read: client, body: bodies.ApiClient_Edit },
        { method: 'PUT', path: `${client}/permissions`, read: client, body: { permissions: [] } },
      ],
      [first, second].map((key, at) => ({
        method: 'PATCH',
        path: `${environments}/${key}`,
        read: `/api/management/v1/environments/${key}`,
        body: { order: orders[1 - at].order },
      })),
    ]
    for (const pair of pairs) {
      const reads = await Promise.all(pair.map(({ read }) => call('GET', read)))
      const sends = pair.map(({ method, path, body }, at) => call(method, path, body, String(reads[at]?.headers.etag)))
      const answers = await Promise.all(sends)
      const statuses = answers.map(({ status }) => (status < 300 ? 'won' : status)).sort()
      assert.deepEqual(statuses, [412, 'won'], answers.map(({ text }) => text).join())
    }
  })

  test('whoever may change a thing may do it with a condition as well, and nobody else', async () => {
    const tokens = new Map<PermissionName, string>()
    for (const { fullName, allowsEnvironments } of permissions) {
      const environments = allowsEnvironments ? [keys.environment] : null
      tokens.set(fullName, await server.token(await server.createClient([{ name: fullName, environments }])))
    }
    let count = 0
    for (const operation of edits.filter(({ operationId }) => !unconditional.includes(operationId))) {
      const { operationId, method } = operation
      const [path, read] = [fillPath(operation.path, keys), fillPath(readOf(operation), keys)]
      for (const permission of permissionsOpening(operation)) {
        const token = tokens.get(permission)
        const outcome = async (ifMatch?: string): Promise<string> => {
          const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': ifMatch }
          const body = exampleBodies(keys, `Number ${count++}`)[operationId]
          const { status, body: refused } = await send(server.url, method, path, { token, body, headers })
          return `${status} ${refused?.errorCode ?? ''}`
        }
        const plain = await outcome()
        assert.equal(await outcome('*'), plain, `${operationId} with ${permission}`)
        // The ETag is that of everybody who may read it.
        const { status, headers } = await send(server.url, 'GET', read, { token })
        assert.equal(headers.etag, status === 200 ? (await call('GET', read)).headers.etag : undefined, operationId)
        if (status === 200)
          assert.equal(await outcome(String(headers.etag)), plain, `${operationId} with ${permission}`)
      }
    }
  })

  test('what is deleted meanwhile is not there for a condition either', async () => {
    assert.equal((await call('DELETE', '/api/management/v1/mail-settings')).status, 204)
    const doomed = await createExamples(server, call, 'Dodo')
    const deleted: string[] = []
    for (const { path } of operations.filter(({ method }) => method === 'DELETE').sort(inOrder)) {
      const edit = edits.find((one) => withoutPrefix(one.path) === withoutPrefix(path) && path.includes('{'))
      if (!edit) continue
      const { operationId, method } = edit
      const at = fillPath(edit.path, doomed)
      // The group that its example names is deleted by then.
      const isOfDeleted = operationId === 'RelyingParty_Edit'
      const body = isOfDeleted ? { name: 'Extinct' } : exampleBodies(doomed, 'Extinct')[operationId]
      const tag = String((await call('GET', fillPath(readOf(edit), doomed))).headers.etag)
      const work = [call('DELETE', fillPath(path, doomed)), call(method, at, body, tag)] as const
      const [gone, changed] = await Promise.all(work)
      assert.ok([200, 204, 404].includes(changed.status), `${operationId} ${changed.status} ${changed.text}`)
      if (gone.status >= 300) continue
      deleted.push(operationId)
      const plain = await call(method, at, body)
      assert.equal(plain.status, 404, operationId)
      for (const ifMatch of [tag, '*', '"x"']) {
        const refused = await changingNothing(server, () => call(method, at, body, ifMatch))
        assert.deepEqual([refused.status, refused.body.detail], [404, plain.body.detail], operationId)
        assert.equal(refused.headers.etag, undefined)
      }
    }
    assert.ok(deleted.length >= 4, deleted.join())
  })
})
