import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { generateTokenRequest, type TokenRequest } from '@portico/testing/fuzz/generate-token-request.ts'
import { createRandom } from '@portico/testing/fuzz/random.ts'
import { leastHashCost } from '@portico/testing/hash-cost.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { addOrganization, openElsewhere } from '@portico/testing/organizations.ts'
import { type RawAnswer, RawConnection } from '@portico/testing/raw-connection.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { registerApplication } from '@portico/testing/sign-in-application.ts'
import { until } from '@portico/testing/until.ts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import Provider from 'oidc-provider'
import { buildAppWithServers } from '../../app.ts'
import { openContext } from '../../context.ts'
import { createMetrics } from '../../http/hooks/metrics.ts'
import { createApiClient } from '../../modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../modules/api-clients/clients/credentials.ts'
import { deleteApiClient } from '../../modules/api-clients/clients/delete-api-client.ts'
import { generateSecret } from '../../modules/api-clients/clients/generate-secret.ts'
import { suspendApiClient } from '../../modules/api-clients/clients/suspend-api-client.ts'
import { listAuditEntries } from '../../modules/foundation/audit/list-audit-entries.ts'
import { createRegisteredApi } from '../../modules/relying-parties/registered-apis/create-registered-api.ts'
import { replaceApiClientScopes } from '../../modules/relying-parties/registered-apis/replace-api-client-scopes.ts'
import { updateRegisteredApi } from '../../modules/relying-parties/registered-apis/update-registered-api.ts'
import { buildTokenApp, tokenPath } from '../../token-app.ts'

// `npm run token-requests` sets these for a longer run.
const usualCount = 1_500
const count = Number(process.env.TOKENS_REQUESTS ?? usualCount)
const seed = Number(process.env.TOKENS_SEED ?? 1)
const compareEvery = 500
const day = 86_400_000

/** A node on the server's database. Its requests come from an address of its own, by which its audit entries are found. */
async function startNode(server: TestServer, address: string, libraryReadsAll: boolean) {
  const { config, clock } = server.context
  const lines: Record<string, unknown>[] = []
  const log = recordingLog(lines)
  const context = await openContext({ config, environment: {}, log, clock, exclusive: false, hashCost: leastHashCost })
  const uses: string[] = []
  for (const name of ['note', 'noteSecret'] as const) {
    const original = context.lastUse[name]
    context.lastUse[name] = (organizationKey, key) => {
      uses.push(`${name} ${key}`)
      original(organizationKey, key)
    }
  }
  const metrics = createMetrics()
  const { app, servers } = await buildAppWithServers(context, { metrics, libraryReadsAll, strictAnswers: true })
  const whole = new RawConnection(await app.listen({ host: '127.0.0.1', port: 0 }))
  // What answers tokens before the rest of the server is loaded
  const first = await buildTokenApp(context, async () => servers, { metrics, strictAnswers: true })
  const early = new RawConnection(await first.listen({ host: '127.0.0.1', port: 0 }))
  lines.length = 0
  afterFile(async () => {
    for (const connection of [whole, early]) connection.close()
    await first.close()
    await app.close()
    await context.close()
  })
  return {
    lines,
    uses,
    context,
    address,
    ask: async (
      { pieces, endsConnection }: TokenRequest,
      traceId: string,
      isBeforeTheRest = false,
    ): Promise<RawAnswer> => {
      const [first = Buffer.alloc(0), ...others] = pieces
      const connection = isBeforeTheRest && isForTokenApp(first) ? early : whole
      const more = `\r\nX-Forwarded-For: ${address}\r\ntraceparent: 00-${traceId}-1111111111111111-01`
      const lineEnd = first.indexOf('\r\n')
      const answer = await connection.send([
        Buffer.concat([first.subarray(0, lineEnd), Buffer.from(more), first.subarray(lineEnd)]),
        ...others,
      ])
      if (endsConnection || answer.headers.includes('connection: close')) connection.close()
      return answer
    },
    counts: async () =>
      (await metrics.registry.metrics())
        .split('\n')
        .filter((line) =>
          /^portico_(tokens_issued_total|http_request_duration_seconds_count|http_requests_in_flight)/.test(line),
        )
        .sort(),
  }
}

/** As the server that starts decides it. The base path is empty here. */
const isForTokenApp = (head: Buffer): boolean => head.toString('latin1').startsWith(`POST ${tokenPath} HTTP/1.`)

/** API clients in every state */
async function createClients(server: TestServer, clock: { advance(milliseconds: number): void }) {
  const { context, system } = server
  const expiresOn = new Date(Date.now() + 300 * day).toISOString().slice(0, 10)
  const create = (more: object = {}) => server.createClient([], { expiresOn, ...more })
  const [plain, suspended, deleted, overlapped, lapsed] = [
    await create(),
    await create(),
    await create(),
    await create(),
    await create(),
  ]
  const newest = await generateSecret(context, system, overlapped.key, { expiresOn, overlapHours: 160 })
  const sole = await generateSecret(context, system, lapsed.key, { expiresOn, overlapHours: 1 })
  const expired = await create({ expiresOn: new Date(Date.now() + day).toISOString().slice(0, 10) })
  await suspendApiClient(context, system, suspended.key)
  await suspendApiClient(context, system, deleted.key)
  await deleteApiClient(context, system, deleted.key)
  clock.advance(3 * day)
  const elsewhere = await addOrganization(await openElsewhere(server), 'Second', 'second.portico.example')
  const application = await registerApplication(server)
  assert.ok(application.clientSecret)
  return [
    plain,
    plain,
    { ...(await createApiClient(context, elsewhere, { name: 'Of another organization', permissions: [], expiresOn })) },
    { ...plain, clientId: application.clientId, clientSecret: application.clientSecret },
    { ...plain, clientId: application.clientId },
    await create({ accessTokenType: 'JWT' }),
    suspended,
    deleted,
    overlapped,
    newest,
    lapsed,
    sole,
    expired,
  ]
}

/** Registered APIs, of which some of the clients have scopes, and what else requests may name */
async function registerApis({ context, system }: TestServer, credentials: Credentials[], own: string) {
  const names = [
    'https://orders.example.com',
    'urn:example:stock',
    'https://idle.example.com',
    'https://granted.example/to-nobody',
  ]
  const scopes = [{ name: 'orders:read' }, { name: "odd!#$%&'()*+" }, { name: 'third' }]
  const given = scopes.slice(0, 2).map(({ name }) => name)
  for (const [at, audience] of names.entries()) {
    const { key } = await createRegisteredApi(context, system, {
      name: 'API',
      audience,
      scopes,
      accessTokenMinutes: 5 + at,
    })
    const clients = at === 3 ? [] : credentials.filter((_, index) => index % 3 !== 1)
    for (const client of new Set(clients.map((one) => one.key)))
      await replaceApiClientScopes(context, system, key, client, { scopes: given.slice(at % 2) }).catch((error) =>
        // One of them is deleted.
        assert.equal(error.problem, 'api_client_not_found'),
      )
    if (at === 2) await updateRegisteredApi(context, system, key, { isActive: false })
  }
  const audiences = [
    ...names,
    ...names,
    own,
    'https://ORDERS.example.com',
    'https://orders.example.com/',
    'https://orders.example.com#x',
    'urn:example:stock\0',
    'x',
    '',
  ]
  const apiScopes = [
    ...given,
    given.join(' '),
    'third',
    'orders:read third',
    'orders:read  third',
    'orders:read orders:read',
    'openid',
    '"',
    'ORDERS:READ',
  ]
  return { audiences, apiScopes }
}

/** A token without what is random in it: by the clock of the tests both paths issue it at the same time. */
function withoutChance({ body: received, ...answer }: RawAnswer): unknown {
  // What Node cannot read has no trace id of the caller's.
  const body = received.replace(/(is not valid HTTP.*"traceId":")[0-9a-f]{32}/, '$1')
  const token: unknown = body.startsWith('{') ? JSON.parse(body).access_token : undefined
  if (typeof token !== 'string') return { ...answer, body }
  const { jti, ...claims } = decodeJwt(token)
  assert.match(String(jti), /^[0-9a-f-]{36}$/)
  return {
    ...answer,
    body: body.replace(token, ''),
    length: token.length,
    header: decodeProtectedHeader(token),
    claims,
  }
}

test('A token request is answered and recorded alike, whether oidc-provider reads it or not', async () => {
  const clock = testClock()
  const environment = { PORTICO_PUBLIC_URL: 'http://portico.example', PORTICO_TRUSTED_PROXIES: '127.0.0.1' }
  const server = await startTestServer({ engine: anyEngine, clock, environment })
  const credentials: Credentials[] = await createClients(server, clock)
  const [direct, library] = [await startNode(server, '10.0.0.1', false), await startNode(server, '10.0.0.2', true)]
  const base = 'http://portico.example'
  const resources = [base, `${base}/api`, `${base}/api/identity/v1`]
  const parts = { credentials, resources, ...(await registerApis(server, credentials, `${base}/api`)) }
  const random = createRandom(seed)
  const statuses: Record<string, number> = {}
  const readByLibrary = countReadings()
  let plain = 0

  for (let number = 1; number <= count; number++) {
    const request = generateTokenRequest(random, parts)
    const traceId = number.toString(16).padStart(32, '0')
    const before = readByLibrary()
    const ours = await direct.ask(request, traceId, number % 3 === 0)
    const between = readByLibrary()
    const theirs = await library.ask(request, traceId)
    if (between === before && readByLibrary() > between) plain++
    const what = `seed ${seed}, request ${number}: ${Buffer.concat(request.pieces).toString('latin1').slice(0, 2_000)}`
    assert.deepEqual(withoutChance(ours), withoutChance(theirs), what)
    const status = ours.status.slice(9, 12)
    statuses[status] = (statuses[status] ?? 0) + 1
    if (number % compareEvery === 0 || number === count) {
      await until(() => direct.lines.length === library.lines.length, 10_000)
      assert.deepEqual(
        direct.lines.map(lineWithoutChance),
        library.lines.map(lineWithoutChance),
        `seed ${seed}, until ${number}`,
      )
      direct.lines.length = 0
      library.lines.length = 0
    }
  }

  const usesOf = (node: typeof direct) => ({
    clients: node.uses.filter((use) => use.startsWith('note ')),
    // A secret is noted once a minute by each process.
    secrets: [...new Set(node.uses.filter((use) => use.startsWith('noteSecret')))].sort(),
  })
  assert.deepEqual(usesOf(direct), usesOf(library))
  assert.deepEqual(await direct.counts(), await library.counts())
  assert.deepEqual(await failuresFrom(server, direct), await failuresFrom(server, library))
  if (count > usualCount) console.log(JSON.stringify({ ...statuses, plain }))
  assert.ok(plain > count / 5, `only ${plain} of ${count} were plain`)
  // A generator that is only refused, or never, would find nothing.
  for (const status of ['200', '400', '401', '404', '405', '413', '415', '421'])
    assert.ok(statuses[status], `no ${status}`)
})

/** @returns how many requests oidc-provider has read so far */
function countReadings(): () => number {
  let readings = 0
  const { createContext } = Provider.prototype
  function counting(this: Provider, ...parts: Parameters<typeof createContext>) {
    readings++
    return createContext.apply(this, parts)
  }
  Provider.prototype.createContext = counting as typeof createContext
  return () => readings
}

const lineWithoutChance = ({ time, ms, address, ...line }: Record<string, unknown>) => line

/** What the audit trail tells of the failures from the node's address */
async function failuresFrom(server: TestServer, { context, address }: Awaited<ReturnType<typeof startNode>>) {
  await context.securityEvents.flush()
  const sums = new Map<string, number>()
  for (let offset = 0; ; offset += 100) {
    const { results } = await listAuditEntries(server.context, server.system, {
      result: ['Failure'],
      offset,
      limit: 100,
    })
    for (const { action, actor, entity, newValues, oldValues, occurrences } of results) {
      if (actor.address !== address) continue
      const text = JSON.stringify({ action, entity, newValues, oldValues })
      sums.set(text, (sums.get(text) ?? 0) + occurrences)
    }
    if (results.length < 100) return sums
  }
}
