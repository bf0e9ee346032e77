import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

const path = '/api/management/v1/registered-apis'
const authentication = 'Manage authentication'
const apiClients = 'Manage API clients'

onBothEngines('/api/management/v1/registered-apis', (engine) => {
  let server: TestServer
  let manager: Caller
  let both: Caller

  before(async () => {
    const environment = { PORTICO_PUBLIC_URL: 'https://bücher.example:8443' }
    server = await startTestServer({ engine, environment })
    manager = await server.caller(authentication)
    both = await server.caller(authentication, apiClients)
  })

  let number = 0
  const create = async (more: object = {}): Promise<string> => {
    const audience = `https://orders-${++number}.example.com`
    const scopes = [{ name: 'orders:read', description: 'Reads orders' }, { name: 'orders:write' }]
    const { status, body, text } = await manager.call('POST', path, { name: 'Orders', audience, scopes, ...more })
    assert.equal(status, 201, text)
    return body.key
  }
  const grant = (api: string, client: string, scopes: string[], caller = both) =>
    caller.call('PUT', `${path}/${api}/grants/api-clients/${client}`, { scopes })

  test('creates, reads, lists, changes and deletes an API', async () => {
    const key = await create({ name: 'Stock', audience: 'urn:example:stock', accessTokenMinutes: 5 })
    const read = await manager.call('GET', `${path}/${key}`)
    const { createdAt, updatedAt, ...api } = read.body
    assert.deepEqual(api, {
      key,
      name: 'Stock',
      audience: 'urn:example:stock',
      scopes: [
        { name: 'orders:read', description: 'Reads orders' },
        { name: 'orders:write', description: null },
      ],
      accessTokenMinutes: 5,
      isActive: true,
    })
    const listed = await manager.call('GET', `${path}?nameContains=STOCK`)
    assert.deepEqual(listed.body.results, [read.body])
    assert.equal(listed.body.page.totalResults, 1)
    assertProblem(await manager.call('DELETE', `${path}/${key}`), 'registered_api_active')
    const scopes = [{ name: 'stock.count' }, { name: 'orders:read', description: null }]
    const edit = { name: 'Warehouse', scopes, isActive: false, accessTokenMinutes: 720 }
    assert.equal((await manager.call('PATCH', `${path}/${key}`, edit)).status, 204)
    const { body: changed } = await manager.call('GET', `${path}/${key}`)
    assert.deepEqual(changed.scopes, [
      { name: 'stock.count', description: null },
      { name: 'orders:read', description: null },
    ])
    assert.deepEqual([changed.name, changed.isActive, changed.accessTokenMinutes], ['Warehouse', false, 720])
    assert.equal((await manager.call('DELETE', `${path}/${key}`)).status, 204)
    assertProblem(await manager.call('GET', `${path}/${key}`), 'registered_api_not_found')
    const { results } = (
      await (await server.administrator()).call('GET', `/api/management/v1/audit-entries?entityKey=${key}`)
    ).body
    assert.deepEqual(results.map(({ action }: { action: string }) => action).sort(), [
      'registered-api.created',
      'registered-api.deleted',
      'registered-api.updated',
    ])
  })

  test('an audience is an absolute URI that nobody takes for one of Portico', async () => {
    const refused: [audience: string, detail: RegExp][] = [
      ['orders', /absolute URI/],
      ['/orders', /absolute URI/],
      ['https://', /absolute URI/],
      ['https://a.example/#', /fragment/],
      ['urn:example:a#b', /fragment/],
      ['https://a.example/ b', /absolute URI/],
      ['https://a.example/"', /absolute URI/],
      ['https://ä.example', /absolute URI/],
      ['https://user:secret@a.example', /user name/],
      [`https://${'a'.repeat(250)}.example`, /255/],
      ['https://xn--bcher-kva.example:8443/identity', /host of Portico/],
      ['HTTPS://XN--Bcher-KVA.example:8443/Identity/', /host of Portico/],
      ['https://xn--bcher-kva.example:8443/api', /host of Portico/],
      ['https://xn--bcher-kva.example.:8443/%69dentity', /host of Portico/],
      ['http://xn--bcher-kva.example:8443//api/', /host of Portico/],
      ['wss://xn--bcher-kva.example:8443/elsewhere', /host of Portico/],
      ['foo://XN--bcher-kva.example:8443/identity', /host of Portico/],
    ]
    for (const [audience, detail] of refused) {
      const answer = await manager.call('POST', path, { name: 'Bad', audience, scopes: [{ name: 'a' }] })
      if (answer.body?.errorCode?.startsWith('PTC-REQ')) assertProblem(answer, 'invalid_body', /audience/)
      else assertProblem(answer, 'registered_api_audience_invalid', detail)
    }
    await create({ audience: 'https://xn--bcher-kva.example/portico' })
  })

  test('an audience belongs to one API, whatever its case, usual port and slash at the end', async () => {
    await create({ audience: 'https://Taken.example/v1/' })
    for (const audience of [
      'https://taken.example/v1',
      'https://TAKEN.example:443/V1//',
      'https://Taken.example/v1/',
    ]) {
      const answer = await manager.call('POST', path, { name: 'Second', audience, scopes: [{ name: 'a' }] })
      assertProblem(answer, 'registered_api_audience_taken', audience)
    }
    await create({ audience: 'https://taken.example/v2' })
  })

  test('scopes follow RFC 6749, are there once, and are none of sign-in', async () => {
    const refusedByShape = ['', 'a b', 'a"b', 'a\\b', 'a\tb', 'ä', 'a\u0000', 'x'.repeat(129)]
    for (const name of refusedByShape) {
      const answer = await manager.call('POST', path, { name: 'Bad', audience: 'urn:bad', scopes: [{ name }] })
      assertProblem(answer, 'invalid_body', /scopes/)
    }
    assertProblem(await manager.call('POST', path, { name: 'Bad', audience: 'urn:bad', scopes: [] }), 'invalid_body')
    for (const names of [['openid'], ['Offline_Access'], ['a', 'groups'], ['read', 'READ'], ['a', 'b', 'a']]) {
      const scopes = names.map((name) => ({ name }))
      const answer = await manager.call('POST', path, { name: 'Bad', audience: 'urn:bad', scopes })
      assertProblem(answer, 'registered_api_scope_invalid')
    }
    await create({ scopes: [{ name: "!#$%&'()*+,-./:;<=>?@[]^_`{|}~" }] })
  })

  test('needs the permission to manage authentication, and to give scopes to API clients that to manage these too', async () => {
    const key = await create()
    const client = await server.createClient()
    const managesClients = await server.caller(apiClients)
    const other = await server.caller('View members')
    assertProblem(await other.call('GET', path), 'permission_missing', authentication, apiClients)
    assertProblem(
      await managesClients.call('POST', path, { name: 'x', audience: 'urn:x', scopes: [{ name: 'x' }] }),
      'permission_missing',
    )
    assertProblem(await managesClients.call('PATCH', `${path}/${key}`, { isActive: false }), 'permission_missing')
    assertProblem(await managesClients.call('DELETE', `${path}/${key}`), 'permission_missing')
    assertProblem(await grant(key, client.key, ['orders:read'], managesClients), 'permission_missing', authentication)
    assertProblem(await grant(key, client.key, ['orders:read'], manager), 'permission_missing', apiClients)
    assert.equal((await managesClients.call('GET', `${path}/${key}`)).status, 200)
    assert.deepEqual((await managesClients.call('GET', `${path}/${key}/grants`)).body.results, [])
    assert.equal((await grant(key, client.key, ['orders:read'])).status, 204)
  })

  test('who has been given scopes is listed from both sides, and in the trail of the client', async () => {
    const [orders, stock] = [await create({ name: 'B' }), await create({ name: 'A' })]
    const [first, second] = [
      await server.createClient([], { name: 'Zoë' }),
      await server.createClient([], { name: 'Ann' }),
    ]
    await grant(orders, first.key, ['orders:write', 'orders:read', 'orders:read'])
    await grant(orders, second.key, ['orders:write'])
    await grant(stock, first.key, ['orders:read'])
    const { results, page } = (await both.call('GET', `${path}/${orders}/grants`)).body
    assert.deepEqual(results, [
      { type: 'api-client', key: second.key, name: 'Ann', clientId: second.clientId, scopes: ['orders:write'] },
      {
        type: 'api-client',
        key: first.key,
        name: 'Zoë',
        clientId: first.clientId,
        scopes: ['orders:read', 'orders:write'],
      },
    ])
    assert.equal(page.totalResults, 2)
    const paged = (await both.call('GET', `${path}/${orders}/grants?limit=1&offset=1`)).body
    assert.deepEqual(paged.results, [results[1]])
    const held = (await both.call('GET', `/api/management/v1/api-clients/${first.key}/registered-apis`)).body
    assert.deepEqual(
      held.results.map(({ name, scopes }: { name: string; scopes: string[] }) => [name, scopes]),
      [
        ['A', ['orders:read']],
        ['B', ['orders:read', 'orders:write']],
      ],
    )
    const one = await both.call('GET', `${path}/${orders}/grants/api-clients/${first.key}`)
    assert.deepEqual(one.body, { scopes: ['orders:read', 'orders:write'] })
    assertProblem(
      await grant(orders, first.key, ['orders:read', 'admin']),
      'registered_api_scope_unknown',
      'no scope admin',
      'orders:read, orders:write',
    )
    await grant(orders, first.key, [])
    assert.equal((await both.call('GET', `${path}/${orders}/grants`)).body.page.totalResults, 1)
    const administrator = await server.administrator()
    const query = `entityKey=${first.key}&action=api-client.scopes-changed`
    const { results: entries } = (await administrator.call('GET', `/api/management/v1/audit-entries?${query}`)).body
    assert.deepEqual(entries[0].oldValues.scopes, ['orders:read', 'orders:write'])
    assert.deepEqual(entries[0].newValues, { registeredApi: { key: orders, name: 'B' }, scopes: [] })
  })

  test('a sign-in application is given scopes as well, and is listed beside the API clients', async () => {
    const key = await create()
    const client = await server.createClient([], { name: 'B client' })
    const made = await manager.call('POST', '/api/management/v1/relying-parties', {
      name: `A shop ${number}`,
      type: 'web',
      redirectUris: ['https://shop.example.com/callback'],
    })
    assert.equal(made.status, 201, made.text)
    const relyingParty: string = made.body.key
    const grantPath = `${path}/${key}/grants/relying-parties/${relyingParty}`
    assert.equal((await manager.call('PUT', grantPath, { scopes: ['orders:write'] })).status, 204)
    await grant(key, client.key, ['orders:read'])
    const { results } = (await manager.call('GET', `${path}/${key}/grants`)).body
    assert.deepEqual(
      results.map(({ type, key: holder, scopes }: { type: string; key: string; scopes: string[] }) => [
        type,
        holder,
        scopes,
      ]),
      [
        ['relying-party', relyingParty, ['orders:write']],
        ['api-client', client.key, ['orders:read']],
      ],
    )
    const { registeredApiDirectory } = server.context
    const holder = { relyingPartyKey: relyingParty }
    assert.deepEqual(await registeredApiDirectory.scopesGrantedTo(server.organizationKey, holder, key), [
      'orders:write',
    ])
    assert.deepEqual(
      await registeredApiDirectory.scopesGrantedTo(server.organizationKey, { apiClientKey: relyingParty }, key),
      [],
    )
    const held = await manager.call('GET', `/api/management/v1/relying-parties/${relyingParty}/registered-apis`)
    assert.deepEqual(held.body.results[0].scopes, ['orders:write'])
    assertProblem(await manager.call('PUT', grantPath, { scopes: ['nothing'] }), 'registered_api_scope_unknown')
    assertProblem(await manager.call('GET', grantPath.replace(relyingParty, client.key)), 'relying_party_not_found')
    await manager.call('PATCH', `${path}/${key}`, { isActive: false })
    assert.deepEqual(await registeredApiDirectory.scopesGrantedTo(server.organizationKey, holder, key), [])
  })

  test('an API client with scopes and without permissions needs no attention', async () => {
    const key = await create()
    const client = await server.createClient([], { name: `Only scopes ${number}` })
    const statuses = async () => {
      const one = await both.call('GET', `/api/management/v1/api-clients/${client.key}`)
      const { results } = (
        await both.call('GET', `/api/management/v1/api-clients?nameContains=Only%20scopes%20${number}`)
      ).body
      const available = await both.call('GET', '/api/management/v1/api-clients?status=Available')
      const isListed = available.body.results.some((listed: { key: string }) => listed.key === client.key)
      return [one.body.status, results[0].status, isListed]
    }
    assert.deepEqual(await statuses(), ['NeedsAttention', 'NeedsAttention', false])
    await grant(key, client.key, ['orders:read'])
    assert.deepEqual(await statuses(), ['Available', 'Available', true])
  })

  test('a scope that is removed is taken from everybody, and does not come back with its name', async () => {
    const key = await create()
    const client = await server.createClient()
    await grant(key, client.key, ['orders:read', 'orders:write'])
    await manager.call('PATCH', `${path}/${key}`, { scopes: [{ name: 'orders:read' }] })
    await manager.call('PATCH', `${path}/${key}`, { scopes: [{ name: 'orders:read' }, { name: 'orders:write' }] })
    const { body } = await both.call('GET', `${path}/${key}/grants/api-clients/${client.key}`)
    assert.deepEqual(body, { scopes: ['orders:read'] })
  })

  test('of two who start from the same state, one wins', async () => {
    const key = await create()
    const client = await server.createClient()
    const grantPath = `${path}/${key}/grants/api-clients/${client.key}`
    for (const [where, method, first, second] of [
      [`${path}/${key}`, 'PATCH', { name: 'First' }, { name: 'Second' }],
      [grantPath, 'PUT', { scopes: ['orders:read'] }, { scopes: ['orders:write'] }],
    ] as const) {
      const { etag = '' } = (await both.call('GET', where)).headers
      const headers = { 'if-match': etag }
      assert.equal((await send(server.url, method, where, { token: both.token, body: first, headers })).status, 204)
      assertProblem(
        await send(server.url, method, where, { token: both.token, body: second, headers }),
        'changed_meanwhile',
      )
    }
  })

  test('whoever gets the credentials of a client gets its scopes: that needs the permission to give them', async () => {
    const key = await create()
    const client = await server.createClient()
    await grant(key, client.key, ['orders:read'])
    const managesClients = await server.caller(apiClients)
    const clientPath = `/api/management/v1/api-clients/${client.key}`
    for (const [method, where, body] of [
      ['POST', `${clientPath}/secrets`, {}],
      ['PATCH', clientPath, { mayRotateSecret: true }],
      ['POST', `${clientPath}/suspend`, undefined],
    ] as const)
      assertProblem(await managesClients.call(method, where, body), 'permission_missing', authentication)
    assert.equal((await managesClients.call('PATCH', clientPath, { name: 'Renamed' })).status, 204)
    assert.equal((await both.call('POST', `${clientPath}/secrets`, {})).status, 201)
    assert.equal((await both.call('POST', `${clientPath}/suspend`)).status, 204)
  })
})
