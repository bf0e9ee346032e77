import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { updateApiClient } from '@portico/server/modules/api-clients/clients/update-api-client.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath } from '@portico/testing/examples.ts'
import { type DescribedOperation, inOrder, readOperations } from '@portico/testing/operations.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { operations as identity } from './identity-v1.ts'
import { operations as portfolios } from './portfolios-v2.ts'

/** What any operation may answer, alike. Tests of their own produce them, and they are not looked for here. */
const shared = [405, 413, 415, 421, 431, 500, 503]

const ownSecret = 'ApiClient_RotateOwnSecret'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** What refuses the operation beyond what all have in common. Bodies are what they change in one that works. */
const conflicts: Record<string, { status: number; query?: string; body?: object }[]> = {
  OrganizationRole_CreateOrganizationRole: [{ status: 409, body: { name: 'administrator' } }],
  OrganizationRole_UpdateOrganizationRole: [{ status: 409, body: { name: 'Developer' } }],
  OrganizationRole_Duplicate: [{ status: 409, body: { name: 'Developer' } }],
  OrganizationRole_QueryOrganizationRoles: [{ status: 404, query: `roleKey=${nobody}` }],
  Group_QueryGroups: [{ status: 404, query: `identityProviderKey=${nobody}` }],
  IdentityProvider_Create: [{ status: 409, body: { name: 'Example provider' } }],
  IdentityProvider_Edit: [{ status: 409, body: { name: 'Built-in' } }],
  IdentityProvider_Trust: [{ status: 409, body: { emailDomains: ['taken.example.net'] } }],
  SamlKeys_Rotate: [{ status: 409, body: { step: 'end' } }],
  UserInvitations_InviteUser: [{ status: 404, body: { organizationRoles: [{ key: nobody }] } }],
  ApiClient_Delete: [{ status: 409 }],
  RegisteredApi_Create: [{ status: 409, body: { audience: 'https://example.example.com' } }],
  RegisteredApi_Delete: [{ status: 409 }],
  RelyingParty_Create: [{ status: 409, body: { name: 'example APPLICATION' } }],
  RelyingParty_Edit: [{ status: 409, body: { name: 'Other application xample' } }],
  Environments_UpdateEnvironments: [
    { status: 404, body: { environments: [{ key: nobody, name: 'x' }] } },
    { status: 422, body: { environments: [] } },
  ],
  Environments_PatchEnvironment: [{ status: 422, body: { name: null } }],
  Portfolios_PatchPortfolio: [{ status: 422, body: { name: null } }],
  DeployedAssets_ListAssets: [{ status: 422, query: 'permissionFilter=Nothing' }],
  Libraries_ListLibraries: [{ status: 422, query: 'permissionFilter=AppDebug.x' }],
  Access_List: [{ status: 404, query: `groupKey=${nobody}` }],
  Access_Export: [{ status: 404, query: `organizationRoleKey=${nobody}` }],
  Environment_Create: [{ status: 422, body: { order: 100 } }],
}

describe('Every status that an operation declares', () => {
  let server: TestServer
  let operations: DescribedOperation[]
  let keys: ExampleKeys
  let administrator: Caller
  let token: string
  let powerless: string
  const produced = new Map<string, Set<number>>()
  /** Two versions of an API call theirs alike. */
  const nameOf = ({ method, path }: DescribedOperation): string => `${method} ${path}`

  interface Asked {
    as?: string
    at?: string
    query?: string
    body?: unknown
    url?: string
    headers?: Record<string, string>
  }

  /** Calls the operation, with the keys of the examples unless a path is given, and notes what it answers. */
  const call = async (operation: DescribedOperation, asked: Asked): Promise<Received> => {
    const { method, path } = operation
    const { as, at = fillPath(path, keys), query, body, url = server.url, headers = {} } = asked
    const received = await send(url, method, query ? `${at}?${query}` : at, { token: as, body, headers })
    const statuses = produced.get(nameOf(operation)) ?? new Set()
    produced.set(nameOf(operation), statuses.add(received.status))
    return received
  }

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    operations = (await readOperations(server.url)).sort(inOrder)
    administrator = await server.administrator()
    token = administrator.token
    powerless = (await server.caller()).token
    keys = await createExamples(
      server,
      (method, path, body) => send(server.url, method, path, { token, body }),
      'Example',
    )
    // The other provider, which has a domain
    const oidcConfiguration = { discoveryUrl: 'https://login.example.net/', clientId: 'portico' }
    const providers = '/api/management/v1/identity-providers'
    const body = { name: 'Other provider', type: 'OIDC', oidcConfiguration }
    const other = await send(server.url, 'POST', providers, { token, body })
    const trust = { emailDomains: ['taken.example.net'], trustsSecondFactor: false }
    const answer = await send(server.url, 'PUT', `${providers}/${other.body.key}/trust`, { token, body: trust })
    assert.equal(answer.status, 204, answer.text)
  })

  test('is known by one operation', () => {
    assert.equal(new Set(operations.map(nameOf)).size, operations.length)
    const known = new Set(operations.map(({ operationId }) => operationId))
    const tabled = [...Object.keys(conflicts), ...Object.keys(exampleBodies(keys, ''))]
    assert.deepEqual(
      tabled.filter((id) => !known.has(id)),
      [],
      'the tables name operations that exist',
    )
  })

  test('401 where nobody asks, 403 where somebody may not', async () => {
    for (const operation of operations) {
      assert.equal((await call(operation, {})).status, 401, operation.operationId)
      // This one needs no permission: what the body holds decides.
      const body = operation.operationId === ownSecret ? exampleBodies(keys, '')[ownSecret] : undefined
      assert.equal((await call(operation, { as: powerless, body })).status, 403, operation.operationId)
    }
  })

  test('400 where the request is not what the operation takes', async () => {
    for (const operation of operations) {
      const undecodable = await call(operation, { as: token, query: '%=%' })
      assert.equal(undecodable.status, 400, `${operation.operationId} ${undecodable.text}`)
      if (operation.query.length > 0) {
        // ODC's APIs ignore unknown parameters. No operation takes one in two spellings.
        const [{ name = '' } = {}] = operation.query
        const asked = await call(operation, { as: token, query: `${name}=1&${name.toUpperCase()}=1` })
        assert.equal(asked.status, 400, `${operation.operationId} ${asked.text}`)
      }
      if (operation.path.includes('{')) {
        const at = operation.path.replace(/\{\w+\}/g, 'not-a-key')
        const named = await call(operation, { as: token, at })
        assert.equal(named.status, 400, `${operation.operationId} ${named.text}`)
      }
      if (operation.body) {
        const given = await call(operation, { as: token, body: [1] })
        assert.equal(given.status, 400, `${operation.operationId} ${given.text}`)
      }
    }
  })

  test('404 where there is no row with the key', async () => {
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      const body = exampleBodies(keys, 'Nobody')[operation.operationId]
      const { status, text } = await call(operation, {
        as: token,
        at: operation.path.replace('{revisionNumber}', '7').replace(/\{\w+\}/g, nobody),
        body,
      })
      assert.equal(status, 404, `${operation.operationId} ${text}`)
    }
  })

  test('404, 409 and 422 where the rows do not allow it', async () => {
    const bodies = exampleBodies(keys, 'Conflict')
    for (const operation of operations) {
      for (const { status, query, body: changes } of conflicts[operation.operationId] ?? []) {
        const body = changes && { ...(bodies[operation.operationId] as object), ...changes }
        const received = await call(operation, { as: token, body, ...(query && { query }) })
        assert.equal(received.status, status, `${operation.operationId} ${received.text}`)
      }
    }
  })

  test('412 where another state is there than If-Match names', async () => {
    for (const operation of operations.filter(({ statuses }) => statuses.includes(412))) {
      const body = exampleBodies(keys, 'Stale')[operation.operationId]
      const { status, text } = await call(operation, { as: token, body, headers: { 'if-match': '"stale"' } })
      assert.equal(status, 412, `${operation.operationId} ${text}`)
    }
  })

  test('200, 201, 202 and 204 where it works', async () => {
    for (const operation of operations) {
      if (operation.operationId === ownSecret) continue
      const body = exampleBodies(keys, 'Example')[operation.operationId]
      const { status, text } = await call(operation, { as: token, body })
      assert.ok(status < 300, `${operation.operationId} ${status} ${text}`)
    }
  })

  test('409 where the next signing key is published already', async () => {
    const rotation = operations.find(({ operationId }) => operationId === 'SigningKeys_Rotate')
    assert.ok(rotation)
    assert.equal((await call(rotation, { as: token, body: { mode: 'planned' } })).status, 409)
  })

  test('201 for a client that makes its own secrets, 409 once it has too many', async () => {
    const rotation = operations.find(({ operationId }) => operationId === ownSecret)
    assert.ok(rotation)
    const { key, clientSecret } = administrator.credentials
    await updateApiClient(server.context, server.system, key, { mayRotateSecret: true })
    const rotate = (secret: string) => call(rotation, { as: token, body: { clientSecret: secret } })
    let answer = await rotate(clientSecret)
    while (answer.status === 201) answer = await rotate(answer.body.clientSecret)
    assert.equal(answer.status, 409, answer.text)
  })

  test('429 where the organization has used up its requests', async () => {
    const environment = { PORTICO_RATE_LIMIT: '1' }
    const limited = await startTestServer({ engine: anyEngine, clock: testClock(), environment })
    const { url } = limited
    const { token: as } = await limited.caller()
    for (const api of [
      'identity/v1/permissions',
      'portfolios/v2/portfolios',
      'management/v1/assets',
      'asset-repository/v1/assets',
    ]) {
      await send(url, 'GET', `/api/${api}`, { token: as })
    }
    for (const operation of operations) {
      assert.equal((await call(operation, { as, url })).status, 429, operation.operationId)
    }
  })

  test('has been produced above, and no other', () => {
    const contract = new Map(
      [...Object.values(identity), ...Object.values(portfolios)].map(({ operationId, problems }) => [
        operationId,
        problems,
      ]),
    )
    for (const operation of operations) {
      const { operationId, path, statuses } = operation
      // 404 answers an unknown path as well: it is the operation's own where a key can be unknown.
      const has404 =
        path.includes('{') ||
        contract.get(operationId)?.includes(404) ||
        conflicts[operationId]?.some(({ status }) => status === 404)
      const declared = statuses.filter((status) => !shared.includes(status) && (status !== 404 || has404))
      const found = [...(produced.get(nameOf(operation)) ?? [])].sort((one, other) => one - other)
      assert.deepEqual(found, declared, `${operationId}: produced and declared`)
    }
  })
})
