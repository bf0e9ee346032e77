import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, type SendOptions, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import type { ProblemName } from '../../src/problems/catalogue.ts'

const users = '/api/identity/v1/users'
const clients = '/api/management/v1/api-clients'
const json = { 'content-type': 'application/json' }

type Refusal = [what: string, method: string, path: string, SendOptions, ProblemName, ...detail: string[]]

onBothEngines('Requests that are refused', (engine) => {
  let server: TestServer
  let token: string
  let client: string

  const request = (method: string, path: string, options: SendOptions = {}): Promise<Received> =>
    send(server.url, method, path, { token, ...options })

  /** Each answers its problem, and none of them changes a row. */
  const refuses = (refusals: Refusal[]): Promise<void> =>
    changingNothing(server, async () => {
      for (const [what, method, path, options, problem, ...detail] of refusals) {
        const received = await request(method, path, options)
        assert.ok(received.status >= 400, `${what}: ${received.status}`)
        assertProblem(received, problem, ...detail)
      }
    })

  const bodies = (path: string, list: [what: string, body: unknown, ProblemName, ...string[]][]): Refusal[] =>
    list.map(([what, body, problem, ...detail]) => {
      const isText = typeof body === 'string' || Buffer.isBuffer(body)
      return [what, 'POST', path, isText ? { body, headers: json } : { body }, problem, ...detail]
    })

  before(async () => {
    // ODC's APIs as strict as all others: what they forgive otherwise is in lenient-requests.test.ts.
    server = await startTestServer({ engine, environment: { PORTICO_STRICT: 'true' } })
    const caller = await server.caller('Manage users', 'Manage API clients')
    token = caller.token
    client = `${clients}/${caller.credentials.key}`
  })

  test('bodies that are not JSON', () =>
    refuses([
      ...bodies(users, [
        ['half a document', '{"email":', 'malformed_json', 'end of JSON'],
        ['a trailing comma', '{"email":"a@example.com",}', 'malformed_json', 'position 25'],
        ['single quotes', "{'email':'a@example.com'}", 'malformed_json', 'position 1'],
        ['two documents', '{"email":"a@example.com"}{}', 'malformed_json', 'position 25'],
        ['a form', 'email=a@example.com', 'malformed_json'],
        ['a line break in a text', '{"name":"a\nb"}', 'malformed_json', 'position 10'],
        ['a text without quotes', 'NaN', 'malformed_json'],
        ['100,000 levels, never closed', '['.repeat(100_000), 'invalid_body', 'nested more than 32 levels'],
        [
          'a byte that is not UTF-8',
          Buffer.from([...Buffer.from('{"name":"'), 0xff, 0x22, 0x7d]),
          'malformed_json',
          'UTF-8',
        ],
        ['UTF-16', Buffer.from('{"email":"a@example.com"}', 'utf16le'), 'malformed_json'],
        ['nothing', '', 'invalid_body', 'The body must be an object'],
      ]),
    ]))

  test('JSON that is not an object of known fields', () =>
    refuses([
      ...bodies(users, [
        ['null', 'null', 'invalid_body', 'The body must be an object'],
        ['a list', '[{"email":"a@example.com"}]', 'invalid_body', 'The body must be an object'],
        ['a text', '"a@example.com"', 'invalid_body', 'The body must be an object'],
        ['a misspelt field', { email: 'a@example.com', isactive: true }, 'invalid_body', 'isactive', 'isActive'],
        ['a field that only answers have', { email: 'a@example.com', key: 'x' }, 'invalid_body', 'no field key'],
        ['__proto__', '{"email":"a@example.com","__proto__":{"isActive":false}}', 'invalid_body', '__proto__'],
        ['__proto__, escaped', '{"email":"a@example.com","\\u005f_proto__":{}}', 'invalid_body', '__proto__'],
        ['constructor.prototype', '{"constructor":{"prototype":{"a":1}}}', 'invalid_body', 'constructor'],
        ['constructor', '{"email":"a@example.com","constructor":1}', 'invalid_body', 'constructor'],
        ['a name that breaks lines', { 'x\n{"level":60}': 1 }, 'invalid_body', 'no field x�{'],
        ['a name of 100,000 characters', { ['x'.repeat(100_000)]: 1 }, 'invalid_body', 'no field xxx'],
      ]),
      ...bodies(clients, [
        ['nothing in it', {}, 'invalid_body', 'The field name is missing'],
        [
          'an unknown field inside',
          { name: 'x', permissions: [{ permission: 'Use' }] },
          'invalid_body',
          'permissions[0].permission',
        ],
        ['an unknown field of the key set', { name: 'x', jwks: { keys: [{}], kty: 'EC' } }, 'invalid_body', 'jwks.kty'],
      ]),
    ]))

  test('fields of another type, and null where it is not allowed', () =>
    refuses([
      ...bodies(users, [
        ['"true"', { email: 'a@example.com', isActive: 'true' }, 'invalid_body', 'isActive must be true or false'],
        ['1 for true', { email: 'a@example.com', isActive: 1 }, 'invalid_body', 'isActive must be true or false'],
        ['null', { email: 'a@example.com', isActive: null }, 'invalid_body', 'isActive must be true or false'],
        ['a number', { email: 'a@example.com', name: 7 }, 'invalid_body', 'name must be a text or null'],
        ['a list', { email: ['a@example.com'] }, 'invalid_body', 'email must be a text or null'],
        ['an object', { email: { $ne: null } }, 'invalid_body', 'email must be a text or null'],
        [
          'no UUID',
          { email: 'a@example.com', identityProviderKey: '1', subject: 'x' },
          'invalid_body',
          'identityProviderKey must be a UUID',
        ],
      ]),
      ...bodies(clients, [
        ['null for a name', { name: null }, 'invalid_body', 'name must be a text'],
        ['no day', { name: 'x', expiresOn: '2026-02-30' }, 'invalid_body', 'expiresOn must be a date'],
        ['a time', { name: 'x', expiresOn: '2026-12-01T00:00:00Z' }, 'invalid_body', 'expiresOn must be a date'],
        ['no list', { name: 'x', permissions: { name: 'Use' } }, 'invalid_body', 'permissions must be a list'],
        [
          'an empty list',
          { name: 'x', permissions: [{ name: 'View stage', environmentKeys: [] }] },
          'invalid_body',
          'permissions[0].environmentKeys',
        ],
        [
          'no UUID inside',
          { name: 'x', permissions: [{ name: 'View stage', environmentKeys: ['Test'] }] },
          'invalid_body',
          'permissions[0].environmentKeys[0] must be a UUID',
        ],
      ]),
      ...bodies(`${client}/secrets`, [
        ['a text for a number', { overlapHours: '1' }, 'invalid_body', 'overlapHours must be a whole number'],
        ['a fraction', { overlapHours: 0.5 }, 'invalid_body', 'overlapHours must be a whole number'],
        ['too much', { overlapHours: 169 }, 'invalid_body', 'overlapHours must be at most 168'],
      ]),
    ]))

  test('characters that cannot be kept, and texts that are too long', () =>
    refuses([
      ...bodies(users, [
        ['NUL', { email: 'a@example.com', name: 'a\0b' }, 'invalid_body', 'name must not hold control characters'],
        [
          'escape',
          { email: 'a@example.com', name: '\x1b[31m' },
          'invalid_body',
          'name must not hold control characters',
        ],
        ['a line break', { email: 'a@example.com', name: 'a\nb' }, 'invalid_body', 'name'],
        ['half a surrogate pair', '{"email":"a@example.com","name":"\\ud83d"}', 'invalid_body', 'name'],
        ['the other half', '{"email":"a@example.com","name":"x\\ude00y"}', 'invalid_body', 'name'],
        ['NUL in an e-mail', { email: 'a\0@example.com' }, 'invalid_body', 'email'],
        ['half a pair in an e-mail', '{"email":"a\\ud83d@example.com"}', 'invalid_body', 'email'],
        [
          'half a pair in a URL',
          '{"email":"a@example.com","photoUrl":"https://example.com/\\ud83d"}',
          'invalid_body',
          'photoUrl',
        ],
        [
          '257 characters',
          { email: 'a@example.com', name: 'ä'.repeat(257) },
          'invalid_body',
          'name must have at most 256 characters',
        ],
        ['an empty name', { email: 'a@example.com', name: '' }, 'invalid_body', 'name must have at least 1 character'],
      ]),
      ...bodies(clients, [
        ['NUL', { name: 'a\0b' }, 'invalid_body', 'name must not hold control characters'],
        [
          '1,025 characters',
          { name: 'x', description: 'd'.repeat(1025) },
          'invalid_body',
          'description must have at most 1024',
        ],
        ['NUL in a description', { name: 'x', description: 'a\0' }, 'invalid_body', 'description'],
        ['NUL in a permission', { name: 'x', permissions: [{ name: 'a\0' }] }, 'invalid_body', 'permissions[0].name'],
      ]),
    ]))

  test('media types other than JSON', () =>
    refuses(
      [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/json',
        'json',
        'application/jsonp',
        'application/xml',
      ].map(
        (type): Refusal => [
          type,
          'POST',
          users,
          { body: '{"email":"a@example.com"}', headers: { 'content-type': type } },
          'unsupported_media_type',
          'application/json',
        ],
      ),
    ))

  test('bodies of more than 1 MiB, announced or not', async () => {
    const body = JSON.stringify({ email: 'a@example.com', name: 'x'.repeat(1_048_576) })
    await refuses([
      ['announced', 'POST', users, { body, headers: json }, 'body_too_large', '1 MiB'],
      [
        'in chunks',
        'POST',
        users,
        { body, headers: { ...json, 'transfer-encoding': 'chunked' } },
        'body_too_large',
        '1 MiB',
      ],
    ])
    const spaces = ' '.repeat(1_048_576 - 27)
    const just = await request('POST', users, { body: `{"email":"big@example.com"}${spaces}`, headers: json })
    assert.equal(just.status, 201, 'exactly 1 MiB')
  })

  test('paths and methods that there are not, whatever the body', () =>
    refuses([
      ['unknown', 'GET', '/api/identity/v1/nothing', {}, 'path_not_found', '/docs'],
      ['another version', 'GET', '/api/identity/v2/users', {}, 'path_not_found'],
      ['no version', 'GET', '/api/identity/users', {}, 'path_not_found'],
      ['other case', 'GET', '/API/identity/v1/users', {}, 'path_not_found'],
      ['a file on no path', 'GET', '/index.html', {}, 'path_not_found'],
      ['up and down', 'GET', '/api/identity/v1/../../management/v1/api-clients', {}, 'path_not_found'],
      ['bad JSON on no path', 'POST', '/nothing', { body: '{', headers: json }, 'path_not_found'],
      [
        'text on no path',
        'POST',
        '/nothing',
        { body: 'x', headers: { 'content-type': 'text/plain' } },
        'path_not_found',
      ],
      ['a query on no path', 'GET', '/nothing?token=hush', {}, 'path_not_found'],
      ['under /docs', 'GET', '/docs/nothing', {}, 'path_not_found'],
      ['PUT', 'PUT', users, { body: {} }, 'method_not_allowed', 'GET, HEAD, POST'],
      ['PUT with bad JSON', 'PUT', users, { body: '{', headers: json }, 'method_not_allowed'],
      ['DELETE on a list', 'DELETE', users, {}, 'method_not_allowed', 'GET, HEAD, POST'],
      [
        'POST on a user',
        'POST',
        `${users}/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091`,
        {},
        'method_not_allowed',
        'DELETE, GET, HEAD, PATCH',
      ],
      ['an unusual method', 'PROPFIND', users, {}, 'method_not_allowed'],
      ['TRACE', 'TRACE', users, {}, 'method_not_allowed'],
      ['GET on an action', 'GET', `${client}/suspend`, {}, 'method_not_allowed', 'takes POST'],
    ]))

  test('names the methods of a path in Allow', async () => {
    assert.equal((await request('PUT', users)).headers.allow, 'GET, HEAD, POST')
    assert.equal((await request('GET', `${client}/permissions`)).headers.allow, 'PUT')
    assert.equal((await request('POST', '/healthz')).headers.allow, 'GET, HEAD')
  })

  test('percent signs that encode nothing', () =>
    refuses([
      ['in the path', 'GET', `${users}/%zz`, {}, 'bad_request', 'percent sign'],
      ['at its end', 'GET', `${users}/%`, {}, 'bad_request', 'percent sign'],
      ['half a character', 'GET', `${users}/%c3`, {}, 'bad_request', 'percent sign'],
      ['in the query', 'GET', `${users}?nameOrEmailContains=%zz`, {}, 'bad_request', 'percent sign'],
      ['half a character in the query', 'GET', `${users}?nameOrEmailContains=%ff`, {}, 'bad_request', 'percent sign'],
    ]))

  test('leaves nothing of what was refused in the log but the line of the request', () => {
    const texts = server.logLines.map((line) => JSON.stringify(line))
    assert.deepEqual(
      texts.filter((text) => /"level":(50|60)/.test(text)),
      [],
    )
    assert.ok(texts.every((text) => !/a@example|hush|x{50}/.test(text)))
    assert.ok(texts.length > 50)
  })
})
