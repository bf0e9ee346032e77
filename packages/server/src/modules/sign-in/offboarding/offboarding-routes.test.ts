import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { before, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createExamples, type ExampleKeys } from '@portico/testing/examples.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, type SignedIn, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { until } from '@portico/testing/until.ts'
import { seedGroups } from '../../directory/groups/seed-groups.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import type { OffboardingPlan } from './offboarding-schemas.ts'

const manageUsers = 'User and access management > Manage users'
const manageClients = 'User and access management > Manage API clients'
const manageAuthentication = 'User and access management > Manage authentication'
const manageGroups = 'End-user management > Manage end-user groups'
const viewStage = 'Portfolio management > View stage'
const [identity, management] = ['/api/identity/v1', '/api/management/v1']
const of = (key: string): string => `${management}/users/${key}/offboarding`

const publicJwk = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
})

onBothEngines('Offboarding a user', (engine) => {
  let server: TestServer
  let administrator: SignedIn
  let keys: ExampleKeys

  const answered = async (by: SignedIn, method: string, path: string, body?: unknown) => {
    const received = await by.send(method, path, { body })
    assert.ok(received.status < 300, `${method} ${path}: ${received.text}`)
    return received.body
  }
  const create = async (by: SignedIn, path: string, body: unknown): Promise<string> =>
    (await answered(by, 'POST', path, body)).key
  const totals = ({ steps }: Pick<OffboardingPlan, 'steps'>) =>
    Object.fromEntries(steps.map(({ step, total }) => [step, total]))

  /** Somebody who manages clients and has one, is in a group of each kind, and holds roles of both kinds */
  const leaver = async () => {
    const session = await signedInMember(server, manageClients, viewStage)
    const { userKey } = session
    const client = await create(session, `${management}/api-clients`, { name: `Of ${userKey}` })
    const groups = await seedGroups(server.context, server.organizationKey, [
      {
        name: `Assigned ${userKey}`,
        environmentKey: keys.environment,
        applicationRoleKeys: [keys.role],
        members: [{ userKey, membershipType: 'Assigned' }],
      },
      {
        name: `Mapped ${userKey}`,
        environmentKey: keys.environment,
        applicationRoleKeys: [],
        members: [
          { userKey, membershipType: 'Mapped' },
          { userKey, membershipType: 'Assigned' },
        ],
      },
    ])
    await answered(administrator, 'POST', `${identity}/users/${userKey}/application-roles/${keys.role}`)
    return { userKey, session, client, groupKeys: groups.map(({ key }) => key) }
  }
  const everything = {
    SuspendApiClients: 1,
    EndClientCredentials: 0,
    EndApplicationCredentials: 0,
    RemoveFromGroups: 2,
    RevokeApplicationRoles: 1,
    RevokeOrganizationRoles: 1,
    EndSessions: 1,
    Deactivate: 1,
  }
  const nothing = Object.fromEntries(Object.keys(everything).map((step) => [step, 0]))

  before(async () => {
    const environment = { PORTICO_RATE_LIMIT: 'off', PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.1' }
    server = await startTestServer({ engine, environment })
    const { key } = await createBuiltInMember(server, 'Administrator')
    administrator = await sessionOf(server, server.organizationKey, key)
    const { token } = await server.administrator()
    keys = await createExamples(server, (method, path, body) => send(server.url, method, path, { token, body }), 'Off')
  })

  test('is told beforehand, done in one step, reported, and in the audit trail', async () => {
    const { userKey, session, client } = await leaver()
    const plan = await answered(administrator, 'GET', of(userKey))
    assert.deepEqual(totals(plan), everything)
    assert.ok(plan.steps.every(({ refusal }: { refusal: null }) => refusal === null))
    const report = await answered(administrator, 'POST', of(userKey), {})
    assert.deepEqual(totals(report), everything)
    assert.deepEqual(
      report.steps.map(({ items }: OffboardingPlan['steps'][number]) => items.map(({ name }) => name)).slice(0, 4),
      [[`Of ${userKey}`], [], [], [`Assigned ${userKey}`, `Mapped ${userKey}`]],
    )
    assert.deepEqual(totals(await answered(administrator, 'GET', of(userKey))), nothing)
    assert.equal((await session.send('GET', '/portal/session')).status, 401)
    assert.equal((await answered(administrator, 'GET', `${identity}/users/${userKey}`)).status, 'Inactive')
    assert.equal((await answered(administrator, 'GET', `${management}/api-clients/${client}`)).status, 'Suspended')
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [userKey] })
    const actions = results.map(({ action }) => action)
    for (const action of ['offboarded', 'deactivated', 'sessions-ended'])
      assert.ok(actions.includes(`user.${action}` as (typeof actions)[number]), action)
    assert.deepEqual(results.find(({ action }) => action === 'user.offboarded')?.oldValues, everything)
    const named = await listAuditEntries(server.context, server.system, { subjectKey: [userKey] } as never)
    // One for each way in which the user belonged to the two groups.
    assert.equal(named.results.filter(({ action }) => action === 'group.users-removed').length, 3)
    // Once more is no error, and does nothing.
    assert.deepEqual(totals(await answered(administrator, 'POST', of(userKey), {})), nothing)
  })

  test('does the steps that are named, and no others', async () => {
    const { userKey, session } = await leaver()
    const steps = ['EndSessions', 'RemoveFromGroups']
    const report = await answered(administrator, 'POST', of(userKey), { steps })
    assert.deepEqual(totals(report), { RemoveFromGroups: 2, EndSessions: 1 })
    assert.deepEqual(totals(await answered(administrator, 'GET', of(userKey))), {
      ...everything,
      RemoveFromGroups: 0,
      EndSessions: 0,
    })
    assert.equal((await session.send('GET', '/portal/session')).status, 401)
    assertProblem(await administrator.send('POST', of(userKey), { body: { steps: ['Delete'] } }), 'invalid_body')
  })

  test('leaves out nothing silently: what the caller may not do is told, and refuses all of it', async () => {
    const { userKey, session } = await leaver()
    const manager = await signedInMember(server, manageUsers)
    const held = await answered(manager, 'GET', of(userKey))
    assert.ok(held.steps.every(({ refusal }: { refusal: string }) => refusal.includes('Manage API clients')))
    assertProblem(await manager.send('POST', of(userKey), { body: {} }), 'permission_missing', 'Manage API clients')

    // Without power over access themselves, but with what the caller may not touch.
    await answered(administrator, 'POST', of(userKey), { steps: ['RevokeOrganizationRoles'] })
    const { steps } = await answered(manager, 'GET', of(userKey))
    const refused = steps.flatMap(({ step, refusal }: OffboardingPlan['steps'][number]) => (refusal ? [step] : []))
    assert.deepEqual(refused, ['SuspendApiClients', 'RemoveFromGroups'])
    assert.deepEqual([steps[0].total, steps[0].items], [1, []], 'names of API clients, which they may not list')
    assertProblem(await manager.send('POST', of(userKey), { body: {} }), 'permission_missing', manageClients)
    assert.equal((await session.send('GET', '/portal/session')).status, 200)
    const grouping = await signedInMember(server, manageUsers, {
      name: manageGroups,
      environmentKeys: [keys.anotherEnvironment],
    })
    const groups = { steps: ['EndSessions', 'RemoveFromGroups'] }
    assertProblem(await grouping.send('POST', of(userKey), { body: groups }), 'permission_missing', manageGroups)
    const possible = { steps: ['RevokeApplicationRoles', 'EndSessions', 'Deactivate'] }
    assert.deepEqual(totals(await answered(manager, 'POST', of(userKey), possible)), {
      RevokeApplicationRoles: 1,
      EndSessions: 1,
      Deactivate: 1,
    })
  })

  test('suspends no client that controls more than the caller', async () => {
    const { userKey, client } = await leaver()
    await answered(administrator, 'PUT', `${management}/api-clients/${client}/permissions`, {
      permissions: [{ name: 'Manage authentication' }],
    })
    const manager = await signedInMember(server, manageUsers, manageClients, manageGroups)
    assertProblem(await manager.send('POST', of(userKey), { body: {} }), 'permission_missing', 'Manage authentication')
    const { steps } = await answered(manager, 'GET', of(userKey))
    assert.match(steps[0].refusal, /Manage authentication/)
    // Of a client that somebody else has created, nothing is told.
    const other = await leaver()
    const names = (await answered(manager, 'GET', of(other.userKey))).steps[0].items
    const place = { environmentKey: null, assetKey: null, credential: null }
    assert.deepEqual(names, [{ key: other.client, name: `Of ${other.userKey}`, ...place }])
  })

  test('ends the secrets that they generated and the keys that they added, of clients of others', async () => {
    const session = await signedInMember(server, manageClients)
    const clients = `${management}/api-clients`
    const add = async (name: string): Promise<string> => create(administrator, clients, { name: `${engine} ${name}` })
    const [untouched, renewed, keyed] = [await add('Untouched'), await add('Renewed'), await add('Keyed')]
    await answered(session, 'POST', `${clients}/${renewed}/secrets`, {})
    const [first, second] = [publicJwk('first'), publicJwk('second')]
    await answered(administrator, 'PATCH', `${clients}/${keyed}`, { jwks: { keys: [first] } })
    await answered(session, 'PATCH', `${clients}/${keyed}`, { jwks: { keys: [first, second] } })
    const { secrets: before } = await answered(administrator, 'GET', `${clients}/${renewed}`)
    const [known] = before

    const plan = await answered(administrator, 'GET', of(session.userKey))
    const place = { environmentKey: null, assetKey: null }
    assert.deepEqual(plan.steps[1], {
      step: 'EndClientCredentials',
      total: 2,
      refusal: null,
      items: [
        {
          ...{ key: renewed, name: `${engine} Renewed`, ...place },
          credential: { type: 'Secret', hint: known.lastFour },
        },
        { key: keyed, name: `${engine} Keyed`, ...place, credential: { type: 'PublicKey', hint: 'second' } },
      ],
    })
    // Whoever has less than a client does not end what it proves itself with, nor are its names told without a permission.
    await answered(administrator, 'PUT', `${clients}/${keyed}/permissions`, {
      permissions: [{ name: 'Manage authentication' }],
    })
    const steps = ['EndClientCredentials']
    for (const by of [
      await signedInMember(server, manageUsers),
      await signedInMember(server, manageUsers, manageClients),
    ]) {
      const [, planned] = (await answered(by, 'GET', of(session.userKey))).steps
      const isBlind = /Manage API clients/.test(planned.refusal)
      assert.match(planned.refusal, /Manage API clients|Manage authentication/)
      assert.deepEqual([planned.total, planned.items.length], [2, isBlind ? 0 : 2])
      assertProblem(await by.send('POST', of(session.userKey), { body: { steps } }), 'permission_missing')
    }
    assert.equal((await answered(administrator, 'GET', `${clients}/${renewed}`)).secrets.length, before.length)

    assert.deepEqual(totals(await answered(administrator, 'POST', of(session.userKey), { steps })), {
      EndClientCredentials: 2,
    })
    const after = await answered(administrator, 'GET', `${clients}/${renewed}`)
    assert.deepEqual(
      after.secrets.map(({ key }: { key: string }) => key),
      before.slice(1).map(({ key }: { key: string }) => key),
    )
    const left = await answered(administrator, 'GET', `${clients}/${keyed}`)
    assert.deepEqual(
      left.jwks.keys.map(({ kid }: { kid: string }) => kid),
      ['first'],
    )
    assert.equal(left.publicKeys[0].createdBy.key, administrator.userKey)
    assert.equal((await answered(administrator, 'GET', `${clients}/${untouched}`)).secrets.length, 1)
    assert.equal((await answered(administrator, 'GET', of(session.userKey))).steps[1].total, 0)
  })

  test('reaches what they did through API clients of their own, also through one that is deleted', async () => {
    const session = await signedInMember(server, manageClients)
    const clients = `${management}/api-clients`
    const permissions = [{ name: 'Manage API clients' }]
    const asClient = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => {
      const token = await server.token({ clientId, clientSecret })
      return async (method: string, path: string, body?: unknown) => {
        const received = await send(server.url, method, path, { token, body })
        assert.ok(received.status < 300, `${method} ${path}: ${received.text}`)
        return received.body
      }
    }
    const other = await create(administrator, clients, { name: `${engine} Reached` })
    const { secrets: before } = await answered(administrator, 'GET', `${clients}/${other}`)
    const first = await answered(session, 'POST', clients, { name: `${engine} First`, permissions })
    const byFirst = await asClient(first)
    const second = await byFirst('POST', clients, { name: `${engine} Second`, permissions })
    const bySecond = await asClient(second)
    const { key: third } = await bySecond('POST', clients, { name: `${engine} Third` })
    await byFirst('POST', `${clients}/${other}/secrets`, { overlapHours: 24 })
    await bySecond('PATCH', `${clients}/${other}`, { jwks: { keys: [publicJwk('reached')] } })
    await answered(session, 'POST', `${clients}/${first.key}/suspend`)
    await answered(session, 'DELETE', `${clients}/${first.key}`)

    const { steps } = await answered(administrator, 'GET', of(session.userKey))
    const namesOf = (index: number) => steps[index].items.map(({ name }: { name: string }) => name)
    assert.deepEqual(namesOf(0), [`${engine} Second`, `${engine} Third`])
    assert.deepEqual(namesOf(1), [`${engine} Reached`, `${engine} Reached`])
    await answered(administrator, 'POST', of(session.userKey), {})
    for (const key of [second.key, third]) {
      assert.equal((await answered(administrator, 'GET', `${clients}/${key}`)).status, 'Suspended')
    }
    const left = await answered(administrator, 'GET', `${clients}/${other}`)
    assert.deepEqual([left.secrets.length, left.secrets[0].key, left.jwks], [1, before[0].key, null])
  })

  test('ends the addresses of keys that they set, of clients of others', async () => {
    const published = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [publicJwk('theirs')] }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => published.once('listening', resolve))
    afterFile(async () => void published.close())
    const jwksUri = `http://127.0.0.1:${(published.address() as { port: number }).port}/keys`
    const session = await signedInMember(server, manageClients)
    const clients = `${management}/api-clients`
    const name = `${engine} Published`
    const [client, other] = [
      await create(administrator, clients, { name }),
      await create(administrator, clients, { name: `${engine} Of others`, jwksUri }),
    ]
    await answered(session, 'PATCH', `${clients}/${client}`, { jwksUri })
    // What changes nothing does not hide whose address it is.
    await answered(administrator, 'PATCH', `${clients}/${client}`, { jwks: null, jwksUri, description: 'Reads keys' })
    const [, planned] = (await answered(administrator, 'GET', of(session.userKey))).steps
    const place = { environmentKey: null, assetKey: null }
    assert.deepEqual(planned.items, [
      { key: client, name, ...place, credential: { type: 'KeysAddress', hint: jwksUri } },
    ])
    await answered(administrator, 'POST', of(session.userKey), { steps: ['EndClientCredentials'] })
    assert.equal((await answered(administrator, 'GET', `${clients}/${client}`)).jwksUri, null)
    assert.equal((await answered(administrator, 'GET', `${clients}/${other}`)).jwksUri, jwksUri)
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [client], limit: 1 })
    assert.deepEqual([results[0]?.oldValues, results[0]?.newValues], [{ jwksUri }, { jwksUri: null }])
  })

  test('ends the secrets, keys and addresses of keys that they gave to sign-in applications, also of their own', async () => {
    const published = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [publicJwk('theirs')] }))
    }).listen(0, '127.0.0.1')
    await once(published, 'listening')
    afterFile(async () => void published.close())
    const jwksUri = `http://127.0.0.1:${(published.address() as { port: number }).port}/keys`
    const session = await signedInMember(server, manageClients, manageAuthentication)
    const applications = `${management}/relying-parties`
    const read = (key: string) => answered(administrator, 'GET', `${applications}/${key}`)
    const add = (by: SignedIn, name: string, credentials: object = {}): Promise<string> =>
      create(by, applications, {
        ...{ name: `${engine} ${name}`, type: 'web', redirectUris: ['https://app.example/back'], ...credentials },
      })
    const withKeys = (...names: string[]) => ({
      clientAuthentication: 'private_key_jwt',
      jwks: { keys: names.map(publicJwk) },
    })
    const own = await add(session, 'A own')
    const renewed = await add(administrator, 'B renewed', { environmentKey: keys.environment })
    const keyed = await add(administrator, 'C keyed', withKeys('first'))
    const emptied = await add(session, 'D emptied', withKeys('only'))
    const addressed = await add(administrator, 'E published', withKeys('former'))
    const ofOthers = await add(administrator, 'F of others', { clientAuthentication: 'private_key_jwt', jwksUri })
    // By an API client of theirs, as by themselves
    const permissions = [{ name: 'Manage authentication' }, { name: 'Manage end-user access' }]
    const client = await answered(administrator, 'POST', `${management}/api-clients`, { name: `${engine} Bot` })
    await answered(administrator, 'PUT', `${management}/api-clients/${client.key}/permissions`, { permissions })
    const stored = server.context.db.updateTable('api_clients').where('key', '=', client.key)
    const creator = { type: 'user', key: session.userKey, name: 'Leaver' }
    await stored.set({ created_by: JSON.stringify(creator) }).execute()
    const token = await server.token(client)
    const renewal = await send(server.url, 'POST', `${applications}/${renewed}/secrets`, {
      ...{ token, body: { overlapHours: 24 } },
    })
    assert.equal(renewal.status, 201, renewal.text)
    const { jwks } = await read(keyed)
    await answered(session, 'PATCH', `${applications}/${keyed}`, {
      jwks: { keys: [...jwks.keys, publicJwk('second')] },
    })
    await answered(session, 'PATCH', `${applications}/${addressed}`, { jwks: null, jwksUri })
    // What changes nothing does not hide whose address it is.
    await answered(administrator, 'PATCH', `${applications}/${addressed}`, { jwksUri, refreshTokenDays: 7 })
    const { secrets: before } = await read(renewed)

    const [, , planned] = (await answered(administrator, 'GET', of(session.userKey))).steps
    const item = (key: string, name: string, type: string, hint: string) => ({
      ...{ key, name: `${engine} ${name}`, environmentKey: null, assetKey: null, credential: { type, hint } },
    })
    const lastFour = (await read(own)).secrets[0].lastFour
    const items = [
      item(own, 'A own', 'Secret', lastFour),
      item(renewed, 'B renewed', 'Secret', before.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).lastFour),
      item(keyed, 'C keyed', 'PublicKey', 'second'),
      item(emptied, 'D emptied', 'PublicKey', 'only'),
      item(addressed, 'E published', 'KeysAddress', jwksUri),
    ]
    assert.deepEqual(planned, { step: 'EndApplicationCredentials', total: 5, refusal: null, items })
    // Who manages no sign-in applications ends none of it, and is told no names.
    const body = { steps: ['EndApplicationCredentials'] }
    const without = await signedInMember(server, manageUsers, manageClients)
    const [, , told] = (await answered(without, 'GET', of(session.userKey))).steps
    assert.deepEqual([told.total, told.items], [5, []])
    assert.match(told.refusal, /Manage authentication/)
    const refused = await without.send('POST', of(session.userKey), { body })
    assertProblem(refused, 'permission_missing', manageAuthentication)
    assert.equal((await read(renewed)).secrets.length, 2)

    assert.deepEqual(totals(await answered(administrator, 'POST', of(session.userKey), body)), {
      EndApplicationCredentials: 5,
    })
    assert.deepEqual((await read(own)).secrets, [])
    assert.deepEqual(
      (await read(renewed)).secrets.map(({ key }: { key: string }) => key),
      before.filter(({ isCurrent }: { isCurrent: boolean }) => !isCurrent).map(({ key }: { key: string }) => key),
    )
    assert.deepEqual((await read(keyed)).jwks, jwks)
    const keysOf = async (key: string) => [(await read(key)).jwks, (await read(key)).jwksUri]
    assert.deepEqual(await keysOf(emptied), [null, null])
    assert.deepEqual(await keysOf(addressed), [null, null])
    assert.deepEqual(await keysOf(ofOthers), [null, jwksUri])
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [addressed], limit: 1 })
    assert.deepEqual([results[0]?.oldValues, results[0]?.newValues], [{ jwksUri }, { jwksUri: null }])
    assert.equal((await answered(administrator, 'GET', of(session.userKey))).steps[2].total, 0)
    // What is left without keys can still be changed, and deactivated; keys come back, and are not taken away again.
    await answered(administrator, 'PATCH', `${applications}/${emptied}`, { isActive: false, refreshTokenDays: 7 })
    await answered(administrator, 'PATCH', `${applications}/${emptied}`, { jwks: withKeys('new').jwks })
    const taken = await administrator.send('PATCH', `${applications}/${emptied}`, { body: { jwks: null } })
    assertProblem(taken, 'relying_party_settings_unfit')
  })

  test('takes effect on requests that wait for a server of theirs meanwhile', async () => {
    const waiting: (() => void)[] = []
    const theirs = createServer((_, response) => {
      const keys = JSON.stringify({ keys: [publicJwk('late')] })
      waiting.push(() => response.setHeader('content-type', 'application/json').end(keys))
    }).listen(0, '127.0.0.1')
    await once(theirs, 'listening')
    afterFile(async () => void theirs.close())
    const jwksUri = `http://127.0.0.1:${(theirs.address() as { port: number }).port}/keys`
    const session = await signedInMember(server, manageClients, manageAuthentication)
    const [clients, applications] = [`${management}/api-clients`, `${management}/relying-parties`]
    const client = await create(administrator, clients, { name: `${engine} Late` })
    const application = {
      ...{ name: `${engine} Late`, type: 'web', redirectUris: ['https://late.example/back'] },
      ...{ clientAuthentication: 'private_key_jwt', jwksUri },
    }
    const created = create(administrator, applications, application)
    await until(() => waiting.length === 1, 5_000)
    waiting.pop()?.()
    const answers = [
      session.send('POST', clients, { body: { name: `${engine} Own`, jwksUri } }),
      session.send('PATCH', `${clients}/${client}`, { body: { jwksUri } }),
      session.send('POST', applications, { body: { ...application, name: `${engine} Own` } }),
      session.send('PATCH', `${applications}/${await created}`, { body: { jwksUri: `${jwksUri}/2` } }),
    ]
    await until(() => waiting.length === answers.length, 5_000)
    await answered(administrator, 'POST', of(session.userKey), {})
    for (const answer of waiting) answer()
    const received = await Promise.all(answers)
    assert.deepEqual(
      received.map(({ status }) => status),
      [401, 401, 401, 401],
      received.map(({ text }) => text).join(),
    )
  })

  test('is refused for oneself, for the last Administrator, and to whoever may not manage users', async () => {
    assertProblem(await administrator.send('POST', of(administrator.userKey), { body: {} }), 'own_account')
    const { token } = await server.administrator()
    const last = await send(server.url, 'POST', of(administrator.userKey), { token, body: {} })
    assertProblem(last, 'last_administrator')
    assert.equal((await administrator.send('GET', '/portal/session')).status, 200)
    const viewer = await signedInMember(server, 'User and access management > View members')
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? {} : undefined
      assertProblem(await viewer.send(method, of(administrator.userKey), { body }), 'permission_missing', manageUsers)
    }
  })
})
