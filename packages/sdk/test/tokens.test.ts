import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPortico, PorticoError } from '../src/index.ts'
import { fakePortico } from './fake-portico.ts'

const minutes = 60_000
const hours = 60 * minutes

test('one token serves many calls, also those that begin at once', async () => {
  const { portico, sent, tokenRequests } = fakePortico()
  await Promise.all([portico.users.list().page(), portico.users.list().page(), portico.users.count()])
  await portico.users.list().page()
  assert.equal(tokenRequests.length, 1)
  assert.deepEqual(Object.fromEntries(tokenRequests[0] ?? []), {
    grant_type: 'client_credentials',
    client_id: 'a'.repeat(32),
    client_secret: 'secret',
  })
  assert.ok(sent.every(({ authorization }) => authorization === 'Bearer token-1'))
})

test('tokens for APIs of one’s own are asked for by resource and scope, and each is kept', async () => {
  const { portico, tokenRequests, advance } = fakePortico()
  const orders = { resource: 'https://orders.example.com', scope: 'orders:read' }
  const first = await portico.accessToken(orders)
  assert.equal(await portico.accessToken({ ...orders }), first)
  assert.notEqual(await portico.accessToken({ resource: orders.resource }), first)
  await portico.accessToken()
  const asked = tokenRequests.map((form) => [form.get('resource'), form.get('scope')])
  assert.deepEqual(asked, [
    [orders.resource, orders.scope],
    [orders.resource, null],
    [null, null],
  ])
  advance(12 * hours)
  assert.notEqual(await portico.accessToken(orders), first)
  const elsewhere = createPortico({ url: 'https://id.example.com', accessToken: 'token' })
  await assert.rejects(elsewhere.accessToken(orders), { name: 'TypeError', message: /clientId/ })
})

test('it is renewed before it expires', async () => {
  const { portico, sent, tokenRequests, advance } = fakePortico()
  await portico.users.list().page()
  advance(12 * hours - 6 * minutes)
  await portico.users.list().page()
  assert.equal(tokenRequests.length, 1)
  advance(2 * minutes)
  await Promise.all([portico.users.list().page(), portico.users.list().page()])
  assert.equal(tokenRequests.length, 2)
  assert.equal(sent.at(-1)?.authorization, 'Bearer token-2')
})

test('a token endpoint that is away does no harm while the token is still good', async () => {
  const away = { status: 503 }
  const token = { status: 200, body: { access_token: 'token-1', expires_in: 43_200 } }
  const { portico, sent, advance } = fakePortico({ tokens: [token, away, away], retries: 0 })
  await portico.users.list().page()
  advance(12 * hours - 1 * minutes)
  await portico.users.list().page()
  assert.equal(sent.at(-1)?.authorization, 'Bearer token-1')
  advance(2 * minutes)
  await assert.rejects(portico.users.list().page(), { status: 503 })
})

test('the secret is read anew for every token', async () => {
  const secrets = ['first', 'second']
  const { portico, tokenRequests, advance } = fakePortico({ clientSecret: async () => secrets.shift() ?? '' })
  await portico.users.list().page()
  advance(12 * hours)
  await portico.users.list().page()
  assert.deepEqual(
    tokenRequests.map((request) => request.get('client_secret')),
    ['first', 'second'],
  )
})

test('a refused token is replaced once, and the call repeated whatever it is', async () => {
  const { portico, sent } = fakePortico({ answers: [{ status: 401 }, { status: 201, body: { key: 'k' } }] })
  assert.deepEqual(await portico.users.create({ email: 'ada@example.com' }), { key: 'k' })
  assert.deepEqual(
    sent.map(({ authorization }) => authorization),
    ['Bearer token-1', 'Bearer token-2'],
  )
})

test('a second refusal is final, in the words of the API', async () => {
  const body = { errorCode: 'PTC-AUT-40102', title: 'The access token is not valid' }
  const refused = { status: 401, body }
  const { portico, sent } = fakePortico({ answers: [refused, refused, refused] })
  await assert.rejects(portico.users.list().page(), { status: 401, errorCode: 'PTC-AUT-40102' })
  assert.equal(sent.length, 2)
})

test('where no other token is given, the first refusal is what the caller hears', async () => {
  const suspended = { status: 401, body: { errorCode: 'PTC-AUT-40105', detail: 'The API client is suspended.' } }
  const token = { status: 200, body: { access_token: 'token-1', expires_in: 43_200 } }
  const noToken = { status: 401, body: { error: 'invalid_client' } }
  const { portico } = fakePortico({ answers: [suspended], tokens: [token, noToken] })
  await assert.rejects(portico.users.list().page(), { errorCode: 'PTC-AUT-40105' })
})

test('wrong credentials tell the OAuth error, and are tried anew by the next call', async () => {
  const refused = { status: 401, body: { error: 'invalid_client', error_description: 'The secret is wrong.' } }
  const { portico, sent, tokenRequests } = fakePortico({ tokens: [refused] })
  await assert.rejects(portico.users.list().page(), {
    name: 'PorticoError',
    status: 401,
    errorCode: 'invalid_client',
    detail: 'The secret is wrong.',
    request: 'POST https://id.example.com/identity/token',
  })
  assert.equal(sent.length, 0)
  await portico.users.list().page()
  assert.equal(tokenRequests.length, 2)
})

test('the token endpoint is repeated: nothing is stored there', async () => {
  const { portico, tokenRequests } = fakePortico({ tokens: ['broken', { status: 502 }] })
  await portico.users.list().page()
  assert.equal(tokenRequests.length, 3)
})

test('the secret is not sent in the clear because discovery says so', async () => {
  const body = { token_endpoint: 'http://id.example.com/identity/token' }
  const { portico, tokenRequests } = fakePortico({ discovery: { status: 200, body } })
  await assert.rejects(portico.users.list().page(), /without TLS/)
  assert.equal(tokenRequests.length, 0)
})

test('what is no identity server is told from one', async () => {
  const page = fakePortico({ discovery: { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } } })
  await assert.rejects(page.portico.users.list().page(), /is this the URL of an identity server/)
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  const proxy = fakePortico({ answers: [{ status: 200, body: '<html>Sign in to the network</html>', headers }] })
  await assert.rejects(
    proxy.portico.users.list().page(),
    /^PorticoError: The answer is a page for browsers: .*\/users\)$/,
  )
  for (const [body, detail] of [
    [{}, /names no token_endpoint: is this the URL/],
    ['null', /not a JSON object: is this the URL/],
    ['123', /not a JSON object/],
  ] as const) {
    const other = fakePortico({ discovery: { status: 200, body } })
    await assert.rejects(other.portico.users.list().page(), (error: Error) => {
      assert.ok(error instanceof PorticoError)
      assert.match(error.message, detail)
      return true
    })
  }
})

test('access tokens from elsewhere are taken as they are', async () => {
  const tokens = ['old', 'new']
  const { portico, sent, tokenRequests } = fakePortico({
    accessToken: () => tokens.shift() ?? 'new',
    answers: [{ status: 401 }],
  })
  await portico.users.list().page()
  assert.deepEqual(
    sent.map(({ authorization }) => authorization),
    ['Bearer old', 'Bearer new'],
  )
  assert.equal(tokenRequests.length, 0)
})

test('a URL that is none is refused at once', () => {
  const credentials = { clientId: 'a', clientSecret: 'b' }
  for (const url of ['', 'id.example.com', 'ftp://id.example.com', 'https://u:p@id.example.com', 'https://x/?a=b']) {
    assert.throws(() => createPortico({ url, ...credentials }), TypeError, url)
  }
  assert.equal(createPortico({ url: 'https://id.example.com/', ...credentials }).url, 'https://id.example.com')
})

test('a rotated secret is kept first, then used at once, whatever still reads the former one', async () => {
  const made = { key: 'k', clientId: 'id', clientSecret: 'second', secretExpiresAt: '2027-01-01T23:59:00.000Z' }
  const order: string[] = []
  const { portico, sent, tokenRequests, advance } = fakePortico({
    clientSecret: async () => 'first',
    answers: [{ status: 201, body: made }],
  })
  const keep = ({ clientSecret }: { clientSecret: string }): void => {
    order.push(`${clientSecret} after ${tokenRequests.length} token`)
  }
  assert.deepEqual(await portico.rotateSecret({ overlapHours: 2, keep }), made)
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { overlapHours: 2, clientSecret: 'first' })
  assert.deepEqual(order, ['second after 1 token'])
  advance(12 * hours)
  await portico.users.list().page()
  assert.deepEqual(
    tokenRequests.map((request) => request.get('client_secret')),
    ['first', 'second', 'second'],
  )
})

test('a secret that could not be kept is not used, and a lost answer is told', async () => {
  const made = { key: 'k', clientId: 'id', clientSecret: 'second', secretExpiresAt: '2027-01-01T23:59:00.000Z' }
  const { portico, tokenRequests, advance } = fakePortico({
    clientSecret: 'first',
    answers: [{ status: 201, body: made }, 'broken'],
  })
  const keep = (): void => {
    throw new Error('the disk is full')
  }
  await assert.rejects(portico.rotateSecret({ keep }), /the disk is full/)
  await assert.rejects(portico.rotateSecret({ keep }), { name: 'PorticoConnectionError' })
  advance(12 * hours)
  await portico.users.list().page()
  assert.deepEqual(
    tokenRequests.map((request) => request.get('client_secret')),
    ['first', 'first'],
  )
})

test('there is no secret to rotate where tokens come from elsewhere', async () => {
  const { portico, sent } = fakePortico({ accessToken: () => 'given' })
  await assert.rejects(portico.rotateSecret(), TypeError)
  assert.deepEqual(sent, [])
})
