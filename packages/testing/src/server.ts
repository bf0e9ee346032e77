import { buildApp } from '@portico/server/app.ts'
import type { Clock } from '@portico/server/config/clock.ts'
import { type Config, readConfig } from '@portico/server/config/config.ts'
import { type Context, openContext } from '@portico/server/context.ts'
import type { Engine } from '@portico/server/db/database.ts'
import type { NewApiClient } from '@portico/server/modules/api-clients/clients/create-api-client.ts'
import { createApiClient } from '@portico/server/modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '@portico/server/modules/api-clients/clients/credentials.ts'
import type { Environment } from '@portico/server/modules/applications/portfolios/environment.ts'
import { listEnvironments } from '@portico/server/modules/applications/portfolios/list-environments.ts'
import { listOrganizations } from '@portico/server/modules/foundation/organizations/list-organizations.ts'
import { permissions as catalogue } from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import { type Principal, systemPrincipal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { firstStart } from '@portico/server/modules/set-up/first-start/first-start.ts'
import type { FastifyInstance } from 'fastify'
import { afterFile } from './after-file.ts'
import { createTestDatabase, flushNothing, type TestDatabase } from './databases.ts'
import { leastHashCost } from './hash-cost.ts'
import { recordingLog } from './logs.ts'
import { type ApiCall, callWith, fetchToken } from './requests.ts'

/** A clock that stands still unless it is moved. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void
}

/** @param start milliseconds since 1970; now unless given */
export function testClock(start = Date.now()): TestClock {
  let now = start
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds
    },
  }
}

/** A running server, with what tests need to call it. */
export interface TestServer {
  app: FastifyInstance
  context: Context
  /** Where it listens, for instance http://127.0.0.1:34567 */
  url: string
  organizationKey: string
  environments: Environment[]
  /** The administrator at the terminal */
  system: Principal
  /** Lines that were logged, parsed */
  logLines: Record<string, unknown>[]
  createClient(permissions?: NewApiClient['permissions'], more?: Partial<NewApiClient>): Promise<Credentials>
  /** An access token for these credentials */
  token(credentials: { clientId: string; clientSecret: string }): Promise<string>
  /** A new API client with these permissions (by name), and a function that calls the API with its token. */
  caller(...permissions: string[]): Promise<Caller>
  /** A new API client with every permission */
  administrator(): Promise<Caller>
  close(): Promise<void>
}

/** An API client with its token, and a function that calls the API with it. */
export interface Caller {
  credentials: Credentials
  token: string
  call: ApiCall
}

/** How the server is started. */
export interface TestServerOptions {
  engine: Engine
  sample?: boolean
  clock?: Clock
  environment?: NodeJS.ProcessEnv
  /** As it ships. Starting the thread takes longer than most tests do, so only those of the thread have one. */
  readsInThread?: boolean
  /** A new database that the test has made itself */
  place?: TestDatabase
  /** As it ships, for the same reason */
  guessesInThread?: boolean
  /** As it ships, for the same reason */
  bulkInThread?: boolean
  /** As it ships, for the same reason */
  outgoingInThread?: boolean
}

/** The server as it ships, listening on a free port, on a database of its own. Closed after the tests of the file. */
export async function startTestServer({
  engine,
  sample = false,
  clock,
  environment = {},
  readsInThread = false,
  place: ownPlace,
  guessesInThread = false,
  bulkInThread = false,
  outgoingInThread = false,
}: TestServerOptions): Promise<TestServer> {
  const place = ownPlace ?? (await createTestDatabase(engine, { migrated: true }))
  const config: Config = readConfig(
    { data: place.dataFolder, database: place.database, port: '0', metricsPort: 'off' },
    // The SMTP servers and identity providers of the tests are on this machine.
    {
      PORTICO_SMTP_ALLOWED_NETWORKS: '127.0.0.0/8,::1',
      PORTICO_OUTGOING_ALLOWED_NETWORKS: '127.0.0.0/8,::1',
      ...environment,
    },
  )
  const logLines: Record<string, unknown>[] = []
  const log = recordingLog(logLines)
  const context = await openContext({
    config,
    environment,
    log,
    exclusive: true,
    hashCost: leastHashCost,
    readsInThread,
    guessesInThread,
    bulkInThread,
    outgoingInThread,
    ...(clock ? { clock } : {}),
  })
  await flushNothing(context.database)
  await firstStart(context, { sample })
  const app = await buildApp(context, { strictAnswers: true })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  context.setPort(Number(new URL(url).port))
  const [organization] = await listOrganizations(context)
  if (!organization) throw new Error('the first start made no organization')

  const system = systemPrincipal(organization.key, 'test')
  const createClient: TestServer['createClient'] = (permissions = [], more = {}) =>
    createApiClient(context, system, { name: 'Test client', permissions, ...more })
  const token: TestServer['token'] = (credentials) => fetchToken(url, credentials)
  const caller: TestServer['caller'] = async (...permissions) => {
    const credentials = await createClient(permissions.map((name) => ({ name })))
    const accessToken = await token(credentials)
    return { credentials, token: accessToken, call: callWith(url, accessToken) }
  }
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await app.close()
    await context.close()
    await place.remove()
  }
  afterFile(close)

  return {
    app,
    context,
    url,
    organizationKey: organization.key,
    environments: await listEnvironments(context, organization.key),
    system,
    logLines,
    createClient,
    token,
    caller,
    administrator: () => caller(...catalogue.map(({ fullName }) => fullName)),
    close,
  }
}
