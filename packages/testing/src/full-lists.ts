import assert from 'node:assert/strict'
import { transaction } from '@portico/server/db/transaction.ts'
import { seedUsers } from '@portico/server/modules/directory/users/seed-users.ts'
import { seedOrganizationRoleGrants } from '@portico/server/modules/members/organization-roles/seed-organization-role-grants.ts'
import { createExamples, type ExampleKeys } from './examples.ts'
import { send } from './requests.ts'
import { startTestServer, type TestServer, testClock } from './server.ts'
import { until } from './until.ts'

/** Names that differ in what a comparison may not see, or that LIKE would take for a pattern. */
export const unusualNames = [
  'Zoë',
  'ada',
  'Ada',
  'ÅSA',
  'a_b',
  'axb',
  '100%',
  'Ｆｕｌｌ',
  'Björn',
  'BJÖRN',
  'b\\c',
  'ada',
]

const rows = 20
const identity = '/api/identity/v1'
const management = '/api/management/v1'

/** A server on which each list has about twenty rows under the keys of the examples, many of them alike. */
export interface FullServer extends TestServer {
  /** Of a client that may do everything */
  accessToken: string
  keys: ExampleKeys
}

/** Starts it. Its clock stands still but for a second now and then, so that times are alike as well. */
export async function startFullServer(engine: 'sqlite' | 'postgres'): Promise<FullServer> {
  const clock = testClock()
  const server = await startTestServer({
    engine,
    clock,
    readsInThread: true,
    environment: { PORTICO_RATE_LIMIT: 'off' },
  })
  const { token } = await server.administrator()
  const keys = await createExamples(
    server,
    (method, path, body) => send(server.url, method, path, { token, body }),
    'Example',
  )
  const write = async (method: string, path: string, body?: object): Promise<string> => {
    const { statusCode, payload, json } = await server.app.inject({
      method: method as 'POST',
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    })
    assert.ok(statusCode < 300, `${method} ${path} ${statusCode} ${payload}`)
    const answered = payload === '' ? undefined : json()
    return answered?.key ?? answered?.externalKey ?? answered?.orgRoleKey
  }
  const nameOf = (index: number): string => unusualNames[index % unusualNames.length] ?? ''
  const { user, environment, anotherEnvironment, portfolio } = keys
  const elsewhere = await write('POST', `${management}/environments`, {
    name: 'Elsewhere',
    purpose: 'NonProduction',
    portfolioKey: portfolio,
  })
  const environments = [environment, anotherEnvironment, elsewhere]

  const people = await addPeople()
  await write('PATCH', `${identity}/groups/${keys.group}/users`, { userKeysToAdd: people })
  for (const person of people) await write('POST', `${identity}/users/${person}/application-roles/${keys.role}`)

  const assets: string[] = []
  const providers: string[] = []
  for (let index = 0; index < rows; index++) {
    if (index % 4 === 0) clock.advance(1_000)
    const numbered = `${nameOf(index)} ${index}`
    const type = ['WebApplication', 'LowCodeLibrary', 'LowCodeLibrary', 'Workflow', 'LowCodeLibrary'][index % 5]
    const asset = await write('POST', `${management}/assets`, {
      name: numbered,
      type,
      portfolioKey: index % 5 ? keys.mainPortfolio : portfolio,
    })
    assets.push(asset)
    await write('POST', `${management}/assets/${asset}/application-roles`, { name: nameOf(index) })
    const deployed = index % 5 ? [environment, ...(index % 2 ? [anotherEnvironment] : [])] : [elsewhere]
    for (const environmentKey of deployed) {
      await write('POST', `${management}/assets/${asset}/deployments`, { environmentKey })
    }
    const tag = index % 3 ? { tag: `1.${(index * 7) % 20}.0` } : {}
    await write('POST', `${management}/assets/${keys.asset}/revisions`, tag)
    if (index < unusualNames.length) {
      const provider = { type: 'OIDC', oidcConfiguration: { discoveryUrl: 'https://idp.example.com', clientId: 'x' } }
      providers.push(await write('POST', `${management}/identity-providers`, { name: numbered, ...provider }))
      await write('POST', `${management}/portfolios`, { name: numbered })
      await write('POST', `${identity}/organization-roles`, {
        name: numbered,
        permissions: [{ permissionKey: keys.permission, environmentKeys: [environment] }],
      })
    }
    // Two have the same name, in different environments.
    const group = await write('POST', `${identity}/groups`, {
      name: `${nameOf(index >> 1)} ${index >> 1}`,
      environmentKey: environments[index % 3],
      userKeys: [user],
    })
    if (index % 2) {
      const foreignClaim = { name: 'team', value: numbered }
      const providerKey = providers[index % 3]
      await write('POST', `${management}/groups/${group}/claim-mappings`, { providerKey, foreignClaim })
    }
    const client = await write('POST', `${management}/api-clients`, {
      name: nameOf(index),
      permissions: index % 4 ? [{ permissionKey: keys.permission, environmentKeys: [environment] }] : [],
      expiresOn: new Date(clock.now() + (index % 3) * 20 * 86_400_000).toISOString().slice(0, 10),
    })
    if (index % 5 === 0) await write('POST', `${management}/api-clients/${client}/suspend`)
    await write('POST', `${management}/relying-parties`, {
      name: numbered,
      type: index % 2 ? 'web' : 'native',
      redirectUris: ['https://app.example.com/callback'],
      ...(index % 3 ? { environmentKey: environment, assetKey: index % 5 ? keys.asset : null } : {}),
      isActive: index % 4 > 0,
    })
    const api = await write('POST', `${management}/registered-apis`, {
      name: nameOf(index),
      audience: `urn:example:${index}`,
      scopes: [{ name: 'read' }, { name: 'write' }],
    })
    const grants = `${management}/registered-apis/${api}/grants`
    await write('PUT', `${grants}/api-clients/${keys.apiClient}`, { scopes: ['read'] })
    await write('PUT', `${grants}/relying-parties/${keys.relyingParty}`, { scopes: ['write'] })
    await write('PUT', `${management}/registered-apis/${keys.registeredApi}/grants/api-clients/${client}`, {
      scopes: index % 2 ? ['read'] : ['read', 'write'],
    })
    await write('POST', `${management}/mail-settings/test`, { to: `mail${index}@example.com` })
  }
  keys.bulkChange = await write('POST', `${management}/bulk-changes`, {
    action: 'AddToGroup',
    groupKey: keys.group,
    matching: {},
  })
  await until(async () => {
    const { json } = await server.app.inject({
      url: `${management}/bulk-changes/${keys.bulkChange}`,
      headers: { authorization: `Bearer ${token}` },
    })
    return json().status === 'Finished'
  }, 10_000)
  await fillMemberships()
  return { ...server, accessToken: token, keys }

  /** With sign-ins, which the API has no operation for. */
  function addPeople(): Promise<string[]> {
    const statuses = ['Active', 'Inactive', 'Invited', 'PendingRegistration'] as const
    return transaction(server.context, async (parts) => {
      const added = await seedUsers(
        parts,
        server.organizationKey,
        Array.from({ length: rows }, (_, index) => ({
          name: index % 7 === 3 ? null : nameOf(index),
          email: index % 5 === 4 ? null : `${index % 2 ? 'ADA' : 'bob'}${index}@example.com`,
          status: statuses[index % 3] ?? 'Active',
          logins:
            index % 3 === 0
              ? []
              : [
                  {
                    environmentKey: environment,
                    lastLoginAt: new Date(clock.now() - (index % 4) * 60_000).toISOString(),
                  },
                ],
        })),
      )
      const grants = added.map((userKey) => ({ userKey, organizationRoleKey: keys.organizationRole }))
      await seedOrganizationRoleGrants(parts, server.organizationKey, grants)
      return added
    })
  }

  /** What one user has, and the roles of one group. */
  async function fillMemberships(): Promise<void> {
    const { body } = await send(server.url, 'GET', `${identity}/application-roles?environmentKey=${environment}`, {
      token,
    })
    const roles: string[] = body.results.map(({ key }: { key: string }) => key)
    await write('PATCH', `${identity}/groups/${keys.group}/application-roles`, { applicationRoleKeysToAdd: roles })
    for (const role of roles) await write('POST', `${identity}/users/${user}/application-roles/${role}`)
    await write('POST', `${identity}/users/${user}/organization-roles/${keys.organizationRole}`, { assetKeys: assets })
    // Every third client has obtained a token, some of them at the same moment.
    const { db } = server.context.database
    const clients = await db.selectFrom('api_clients').select('key').orderBy('key').execute()
    for (const [index, { key }] of clients.entries()) {
      const lastUsedAt = new Date(clock.now() - (index % 4) * 1_000).toISOString()
      if (index % 3 === 0) {
        await db.updateTable('api_clients').set({ last_used_at: lastUsedAt }).where('key', '=', key).execute()
      }
    }
    await server.context.lastUse.flush()
  }
}
