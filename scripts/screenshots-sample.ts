import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../packages/server/src/app.ts'
import { readConfig } from '../packages/server/src/config/config.ts'
import { createLog } from '../packages/server/src/config/log.ts'
import { type Context, openContext } from '../packages/server/src/context.ts'
import { createApiClient } from '../packages/server/src/modules/api-clients/clients/create-api-client.ts'
import { suspendApiClient } from '../packages/server/src/modules/api-clients/clients/suspend-api-client.ts'
import { listUsers } from '../packages/server/src/modules/directory/users/list-users.ts'
import { type Principal, systemPrincipal } from '../packages/server/src/modules/foundation/permissions/principal.ts'
import { listOrganizationRoles } from '../packages/server/src/modules/members/organization-roles/list-organization-roles.ts'
import { createSession } from '../packages/server/src/modules/members/sessions/create-session.ts'
import { completeSetUp } from '../packages/server/src/modules/set-up/first-administrator/complete-set-up.ts'
import { issueSetUpLink } from '../packages/server/src/modules/set-up/first-administrator/issue-set-up-link.ts'
import { firstStart } from '../packages/server/src/modules/set-up/first-start/first-start.ts'

const hour = 3_600_000
const day = 24 * hour
/** When the pictures are taken */
const now = Date.UTC(2026, 9, 14, 9, 30)
const administrator = { name: 'Ada Admin', email: 'ada@example.com', password: 'Correct-horse-battery-7' }

export interface Sample {
  port: number
  now: number
  /** The value of the administrator's session cookie */
  session: string
  /** Keys of what the pictures show on a page of its own */
  keys: { client: string; user: string; role: string }
  stop(): Promise<void>
}

/** A server after some weeks of use: it has an administrator, API clients and sign-ins. */
export async function startSample(publicUrl: string): Promise<Sample> {
  const data = await mkdtemp(join(tmpdir(), 'portico-screenshots-'))
  const clock = { now: () => time }
  let time = now - 40 * day
  const config = readConfig({ data, port: '0', metricsPort: 'off', publicUrl }, {})
  const context = await openContext({ config, environment: {}, log: createLog('silent'), clock, exclusive: true })
  await firstStart(context, { sample: true })
  const app = await buildApp(context)
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const { principal, session } = await setUp(context)
  const client = await createClients(context, principal, (daysAgo) => {
    time = now - daysAgo * day
  })
  time = now
  await insertSignIns(context, principal)
  await moveLastSignIns(context, principal)
  return {
    port: Number(port),
    now,
    session: await session(),
    keys: { client, ...(await keysOf(context, principal)) },
    async stop() {
      await app.close()
      await context.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Completes the set-up by the link of the first start. @returns the administrator as principal, and their sessions */
async function setUp(context: Context): Promise<{ principal: Principal; session(): Promise<string> }> {
  const organization = await context.organizations.find('localhost')
  const organizationKey = organization.key
  const issued = await issueSetUpLink(context, organization)
  const token = new URLSearchParams(new URL(issued?.link ?? '').hash.slice(1)).get('token') ?? ''
  const from = { address: '127.0.0.1', traceId: '0'.repeat(32) }
  await completeSetUp(context, organizationKey, { token, ...administrator }, from)
  const system = systemPrincipal(organizationKey, 'portico')
  const { results } = await listUsers(context, system, { nameOrEmailContains: administrator.email, limit: 1 })
  const userKey = results[0]?.key ?? ''
  return {
    principal: { ...system, actor: { type: 'user', key: userKey, name: administrator.name, ...from } },
    session: async () => {
      const browser = { authorizationSession: null, address: from.address, userAgent: null }
      return (await createSession(context, { organizationKey, userKey, method: 'password', ...browser })).token
    },
  }
}

/** API clients of every status. @returns the key of one */
async function createClients(context: Context, principal: Principal, goTo: (daysAgo: number) => void): Promise<string> {
  const create = (name: string, description: string | null, days: number, ...permissions: string[]) =>
    createApiClient(context, principal, {
      name,
      description,
      expiresOn: new Date(context.clock.now() + days * day).toISOString().slice(0, 10),
      permissions: permissions.map((permission) => ({ name: permission })),
    })
  goTo(39)
  const directory = await create('Directory sync', 'Keeps users in step with the directory', 365, 'Manage users')
  goTo(35)
  const report = await create('Nightly report', 'Counts users and roles', 42, 'View members', 'View end users')
  goTo(28)
  const old = await create('Old importer', 'Replaced by Directory sync', 180, 'Manage users')
  goTo(12)
  const pipeline = await create('Release pipeline', 'Deploys what passed its tests', 180, 'Deploy assets')
  await create('Support desk', null, 90, 'Manage end-user access')
  goTo(2)
  await suspendApiClient(context, principal, old.key)
  goTo(0)
  for (const [{ key }, hoursAgo] of [
    [directory, 1],
    [report, 9],
    [pipeline, 3],
  ] as const) {
    await context.database.db
      .updateTable('api_clients')
      .set({ last_used_at: new Date(now - hoursAgo * hour).toISOString() })
      .where('key', '=', key)
      .execute()
  }
  return directory.key
}

/** The sample's users have gone on to sign in since the first start, as the days say. */
async function moveLastSignIns({ database: { db } }: Context, { actor }: Principal): Promise<void> {
  const users = await db.selectFrom('users').select(['key', 'last_login_at']).execute()
  for (const { key, last_login_at: before } of users) {
    const at = key === actor.key ? now - hour : before && Date.parse(before) + 40 * day
    if (at) {
      await db
        .updateTable('users')
        .set({ last_login_at: new Date(at).toISOString() })
        .where('key', '=', key)
        .execute()
    }
  }
}

/** Some on each day, fewer at weekends. */
async function insertSignIns({ database }: Context, { organizationKey }: Principal): Promise<void> {
  const days = Array.from({ length: 35 }, (_, ago) => {
    const date = new Date(now - ago * day)
    const isWeekend = [0, 6].includes(date.getUTCDay())
    const sign_ins = isWeekend ? 9 + (ago % 5) : 52 + ((ago * 17) % 23) - ago
    return { organization_key: organizationKey, day: date.toISOString().slice(0, 10), sign_ins }
  })
  await database.db.deleteFrom('sign_in_days').execute()
  await database.db.insertInto('sign_in_days').values(days).execute()
}

async function keysOf(context: Context, principal: Principal) {
  const people = await listUsers(context, principal, { nameOrEmailContains: 'Ada Bauer', limit: 1 })
  const roles = await listOrganizationRoles(context, principal, {})
  return {
    user: people.results[0]?.key ?? '',
    role: roles.results.find(({ name }) => name === 'Developer')?.key ?? '',
  }
}
