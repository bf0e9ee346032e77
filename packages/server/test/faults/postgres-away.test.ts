import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ASSERTION_TYPE, createSigningKey, signAssertion } from '@portico/testing/authorization-server.ts'
import { changesKnown } from '@portico/testing/changes-known.ts'
import { type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { startEmbeddedPostgres, type TestPostgres } from '@portico/testing/embedded-postgres.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { type PostgresAddress, startPostgresAddress } from '@portico/testing/postgres-address.ts'
import { RawConnection } from '@portico/testing/raw-connection.ts'
import { callWith, fetchToken, type Received, send, tokenRequest } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { buildAppWithServers } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { type Context, openContext } from '../../src/context.ts'
import { createMetrics } from '../../src/http/hooks/metrics.ts'
import { createApiClient } from '../../src/modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../src/modules/api-clients/clients/credentials.ts'
import { getApiClientKey } from '../../src/modules/api-clients/clients/get-api-client-key.ts'
import { suspendApiClient } from '../../src/modules/api-clients/clients/suspend-api-client.ts'
import { listOrganizations } from '../../src/modules/foundation/organizations/list-organizations.ts'
import { type Principal, systemPrincipal } from '../../src/modules/foundation/permissions/principal.ts'
import { buildTokenApp } from '../../src/token-app.ts'

interface Body {
  detail?: string
  errorCode?: string
  key?: string
  results?: { key: string }[]
  page?: { totalResults: number }
}

const users = '/api/identity/v1/users'
/** Longer than anything takes on a busy machine, in milliseconds */
const patience = 60_000
let postgres: TestPostgres
let server: ServerProcess
let token: string
let data: string

before(async () => {
  postgres = await startEmbeddedPostgres()
  data = await temporaryFolder()
  server = await startProcess(['--database', postgres.url, '--data', data, '--drain-time', '0'])
  assert.ok(server.credentials)
  token = await fetchToken(server.url, server.credentials)
})
after(async () => {
  await server.end('SIGKILL')
  await postgres.stop()
})

const call = (method: string, path: string, body?: unknown): Promise<Received<Body>> =>
  callWith(server.url, token)<Body>(method, path, body)

const askForToken = (): Promise<Received> => {
  const { clientId, clientSecret } = server.credentials ?? assert.fail()
  return send(server.url, 'POST', '/identity/token', {
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    form: { grant_type: 'client_credentials' },
  })
}

/** 503 in the problem's shape, in a time that a caller can wait: by far less, but on a busy machine. */
async function requireUnavailable(request: Promise<Received<Body>>): Promise<Body> {
  const began = performance.now()
  const { status, headers, body } = await request
  assert.equal(status, 503, JSON.stringify(body))
  assert.equal(body.errorCode, 'PTC-SYS-50301')
  assert.equal(headers['retry-after'], '1')
  assert.ok(performance.now() - began < 30_000, `${performance.now() - began} ms`)
  return body
}

const works = async (): Promise<boolean> =>
  (await call('GET', `${users}?limit=1`)).status === 200 && (await askForToken()).status === 200

test('a crash under load answers 200, 201 or 503 to everything, and keeps what was acknowledged', async () => {
  const acknowledged: string[] = []
  const statuses = new Set<number>()
  let isOver = false
  const writer = async (name: number): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const answer = await call('POST', users, { name: 'Load', email: `load-${name}-${n}@example.com` })
      statuses.add(answer.status)
      if (answer.status === 201) acknowledged.push(answer.body.key ?? '')
      else await sleep(5)
    }
  }
  const reader = async (): Promise<void> => {
    while (!isOver) {
      statuses.add((await call('GET', `${users}?limit=5&nameOrEmailContains=a`)).status)
      await sleep(1)
    }
  }
  const load = Promise.all([1, 2, 3, 4].map(writer).concat([reader(), reader()]))
  for (let crash = 0; crash < 2; crash++) {
    await until(() => acknowledged.length > 50 * (crash + 1), patience)
    await postgres.kill()
    await sleep(100)
    await postgres.restart()
    await until(works, patience)
  }
  isOver = true
  await load
  assert.deepEqual([...statuses].sort(), [200, 201, 503])
  for (let start = 0; start < acknowledged.length; start += 20) {
    const keys = acknowledged.slice(start, start + 20)
    let answer: Received<Body> | undefined
    // Another 503 is no loss: it says that the same request may work later.
    await until(async () => {
      answer = await call('GET', `${users}?userKeys=${keys.join(',')}`)
      return answer.status !== 503
    }, patience)
    assert.equal(answer?.status, 200, JSON.stringify(answer?.body))
    assert.equal(answer?.body.results?.length, keys.length)
  }
})

describe('while PostgreSQL is away', () => {
  let total: number | undefined
  before(async () => {
    await until(works, patience)
    total = (await call('GET', `${users}?limit=1`)).body.page?.totalResults
    server.logLines.length = 0
    await postgres.kill()
  })

  test('requests are answered with 503 at once', async () => {
    const read = await requireUnavailable(call('GET', users))
    assert.equal(read.detail, 'The database is not available. Try again.')
    const change = await requireUnavailable(call('POST', users, { email: 'away@example.com' }))
    assert.match(change.detail ?? '', /may be stored: read before/)
  })

  test('the process is alive, but not ready', async () => {
    assert.equal((await call('GET', '/healthz')).status, 200)
    await requireUnavailable(call('GET', '/readyz'))
    assert.equal((await send(server.metricsUrl, 'GET', '/metrics')).status, 200)
    assert.equal((await send(server.url, 'GET', '/docs/problems/PTC-SYS-50301')).status, 200)
  })

  test('after a second, who is calling is not taken from memory any more', async () => {
    await sleep(1_100)
    await requireUnavailable(call('GET', users))
    await requireUnavailable(callWith(server.url, 'not-a-token')<Body>('GET', users))
    const answer = await askForToken()
    assert.equal(answer.status, 503)
    assert.equal(answer.body.error, 'temporarily_unavailable')
    assert.match(String(answer.body.error_description), /database/)
    assert.equal(answer.body.errorCode, undefined)
    assert.equal(answer.headers['retry-after'], '1')
  })

  test('the log says why, without a secret', () => {
    const lines = server.logLines.filter(({ msg }) => msg === 'the database is not available')
    assert.ok(lines.length > 0)
    // It is tried several times in a second, and may have been told before the lines were counted.
    const ofWatch = server.logLines.filter(({ msg }) => String(msg).startsWith('whether users may still use'))
    assert.ok(ofWatch.length <= 1, `${ofWatch.length}`)
    for (const { traceId, err } of lines) {
      assert.match(String(traceId), /^[0-9a-f]{32}$/)
      assert.match(JSON.stringify(err), /ENOENT|Connection terminated|57P0/)
    }
    const text = JSON.stringify(server.logLines)
    assert.ok(!text.includes(token) && !text.includes(server.credentials?.clientSecret ?? token))
    assert.ok(!text.includes('unexpected error'), text)
  })

  test('once it is back, everything works by itself, with the same token and the same data', async () => {
    await postgres.restart()
    await until(works, 20_000)
    assert.equal((await call('GET', '/readyz')).status, 200)
    assert.equal((await call('GET', `${users}?limit=1`)).body.page?.totalResults, total)
    assert.equal((await call('POST', users, { email: 'back@example.com' })).status, 201)
    assert.equal(server.child.exitCode, null)
  })
})

/** Of the server below, in seconds: longer than its tests take on any machine */
const grace = 3_600

describe('a PostgreSQL that keeps its connections and does not answer', () => {
  let address: PostgresAddress
  let elsewhere: Context
  let clients: Record<'known' | 'suspended' | 'suspendedElsewhere' | 'unknown', Credentials>
  let patient: Context
  let app: FastifyInstance
  let first: FastifyInstance
  let url: string
  let whole: RawConnection
  let early: RawConnection
  const metrics = createMetrics()
  let patientToken: string
  let principal: Principal
  const environment = {}
  const log = pino({ level: 'silent' })
  before(async () => {
    address = await startPostgresAddress(postgres.url)
    const database = `${address.url}?query_timeout=700`
    const patientConfig = readConfig({ database, data, tokenGrace: String(grace) }, {})
    patient = await openContext({ config: patientConfig, environment, log, exclusive: false })
    const built = await buildAppWithServers(patient, { metrics })
    app = built.app
    url = await app.listen({ host: '127.0.0.1', port: 0 })
    whole = new RawConnection(url)
    // What answers tokens before the rest of the server is loaded
    first = await buildTokenApp(patient, async () => built.servers, { metrics })
    early = new RawConnection(await first.listen({ host: '127.0.0.1', port: 0 }))
    patientToken = await fetchToken(url, server.credentials ?? assert.fail())
    const config = readConfig({ database: postgres.url, data }, {})
    elsewhere = await openContext({ config, environment, log, exclusive: false })
    principal = systemPrincipal((await listOrganizations(elsewhere))[0]?.key ?? '', 'test')
    const create = (name: string) => createApiClient(elsewhere, principal, { name, permissions: [] })
    clients = {
      known: await create('Known'),
      suspended: await create('Suspended'),
      suspendedElsewhere: await create('Suspended elsewhere'),
      unknown: await create('Unknown'),
    }
    await suspendApiClient(elsewhere, principal, await keyOf(clients.suspended))
  })
  afterEach(() => address.recover())
  after(async () => {
    for (const connection of [whole, early]) connection.close()
    await elsewhere.close()
    await first.close()
    await app.close()
    await patient.close()
    address.close()
  })

  const keyOf = ({ clientId }: Credentials): Promise<string> => getApiClientKey(elsewhere, principal, clientId)
  /** The head first, and the form a moment later, as Python's and Java's clients do */
  async function tokenInPieces(connection: RawConnection, credentials: Credentials): Promise<Pick<Received, 'status'>> {
    const form = new URLSearchParams(tokenRequest(credentials).form).toString()
    const type = 'Content-Type: application/x-www-form-urlencoded'
    const head = `POST /identity/token HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: ${form.length}\r\n\r\n`
    const { status } = await connection.send([Buffer.from(head), Buffer.from(form)])
    return { status: Number(status.split(' ')[1]) }
  }
  const introspect = (credentials: Credentials) =>
    send(url, 'POST', '/identity/token/introspection', {
      form: { ...tokenRequest(credentials).form, token: patientToken },
    })
  const tokenFor = (credentials: Credentials, more: Record<string, string> = {}) =>
    send<Body & { error?: string; error_description?: string }>(url, 'POST', '/identity/token', {
      form: {
        ...{
          grant_type: 'client_credentials',
          client_id: credentials.clientId,
          client_secret: credentials.clientSecret,
        },
        ...more,
      },
    })
  const ready = async (path: string) => (await send(url, 'GET', path)).status

  test('for the grace time, clients that the node knows get tokens, by what it knew of them, and nobody else', async (t) => {
    const { known, suspended, suspendedElsewhere, unknown } = clients
    const { changes } = patient.database
    // What was changed before is known, so that it makes nobody unknown again.
    await changesKnown(patient.database)
    assert.equal((await tokenFor(known)).status, 200)
    assert.equal((await tokenFor(suspendedElsewhere)).status, 200)
    assert.equal((await tokenFor(suspended)).status, 401)
    address.hang()
    const away = performance.now()
    await suspendApiClient(elsewhere, principal, await keyOf(suspendedElsewhere))
    await until(async () => (await ready('/readyz')) === 503 && !changes.isCurrent(), patience)
    const signed = await signAssertion(createSigningKey('ES256', 'key'), known.clientId)
    const assertion = { client_assertion_type: ASSERTION_TYPE, client_assertion: signed }
    const answers: Record<string, Promise<Pick<Received, 'status'>>> = {
      known: tokenFor(known),
      'suspended elsewhere': tokenFor(suspendedElsewhere),
      suspended: tokenFor(suspended),
      unknown: tokenFor(unknown),
      'with a wrong secret': tokenFor({ ...known, clientSecret: unknown.clientSecret }),
      'with an unknown parameter': tokenFor(known, { more: '1' }),
      'of a client that sends its form by itself': tokenInPieces(whole, known),
      'the same, before the whole server is loaded': tokenInPieces(early, known),
      'with an assertion': tokenFor({ ...known, clientSecret: '' }, assertion),
      introspection: introspect(known),
    }
    const statuses = Object.fromEntries(
      await Promise.all(Object.entries(answers).map(async ([name, answer]) => [name, (await answer).status])),
    )
    assert.deepEqual(statuses, {
      known: 200,
      'suspended elsewhere': 200,
      suspended: 401,
      unknown: 503,
      'with a wrong secret': 401,
      'with an unknown parameter': 200,
      'of a client that sends its form by itself': 200,
      'the same, before the whole server is loaded': 200,
      'with an assertion': 503,
      introspection: 503,
    })
    assert.match(String((await tokenFor(suspended)).body.error_description), /suspended/)
    assert.equal(await ready('/readyz/tokens'), 200)
    const text = await metrics.registry.metrics()
    assert.match(text, /^portico_tokens_issued_in_grace_total 5$/m)

    const age = changes.age()
    const seconds = (performance.now() - away) / 1_000
    assert.ok(age / 1_000 > seconds - 1, `${age} ms old after ${seconds} s`)
    const moved = t.mock.method(changes, 'age', () => grace * 1_000 - 1).mock
    assert.equal((await tokenFor(known)).status, 200)
    moved.mockImplementation(() => grace * 1_000)
    assert.equal((await tokenFor(known)).status, 503)
    assert.equal(await ready('/readyz/tokens'), 503)

    moved.restore()
    address.recover()
    await until(changes.isCurrent, patience)
    await until(async () => (await tokenFor(known)).status === 200, patience)
    assert.equal((await tokenFor(suspendedElsewhere)).status, 401)
    assert.equal(await ready('/readyz/tokens'), 200)
  })

  test('does not hold requests for ever, and they work once it answers again', async () => {
    const list = () => callWith(url, patientToken)<Body>('GET', users)
    await until(async () => (await list()).status === 200, patience)
    address.hang()
    await Promise.all(Array.from({ length: 30 }, () => requireUnavailable(list())))
    address.recover()
    await until(async () => (await list()).status === 200, patience)
  })
})

test('a stop while PostgreSQL is away ends in order', async () => {
  await postgres.kill()
  const began = performance.now()
  assert.equal(await server.end('SIGTERM'), 0)
  assert.ok(performance.now() - began < 9_000)
  assert.equal(server.logLines.at(-1)?.msg, 'stopped')
})
