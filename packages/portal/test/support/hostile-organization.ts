import assert from 'node:assert/strict'
import type { SignedIn } from '@portico/testing/signed-in-members.ts'
import { sql } from 'kysely'
import { newKey } from '../../../server/src/db/keys.ts'
import { transaction } from '../../../server/src/db/transaction.ts'
import { createSession } from '../../../server/src/modules/members/sessions/create-session.ts'
import { hostileName as name, hostileShortName as shortName, hostileText as text } from './hostile-texts.ts'
import { sessionInRole } from './members.ts'
import type { TestPortal } from './portal.ts'

/** The pages of one thing, by the path that leads to them, with that thing's key. */
export type Keys = Record<string, string>

/** Names have no such character any more. Those that were stored before do: it is put in afterwards. */
const [turning, standIn] = ['\u202e', '⇄']
const [hostileName, hostileShortName, hostileText] = [name, shortName, text].map((one) =>
  one.replace(turning, standIn),
) as [string, string, string]

/** Puts a hostile text wherever people or programs may put one. Whoever does it has such a name, too. */
export async function fillWithHostileTexts(portal: TestPortal): Promise<{ session: SignedIn; keys: Keys }> {
  const { server } = portal
  await renameOrganization(portal)
  const session = await sessionInRole(portal, 'Administrator', hostileName)
  const answer = async (method: string, path: string, body?: object) => {
    const received = await session.send(method, path, { body })
    assert.ok(received.status < 300, `${method} ${path} ${received.text}`)
    return received.body
  }
  const create = async (path: string, body: object): Promise<string> => {
    const { key, externalKey, orgRoleKey } = await answer('POST', path, body)
    return key ?? externalKey ?? orgRoleKey
  }
  const [identity, management] = ['/api/identity/v1', '/api/management/v1']
  const [name, description] = [hostileName, hostileText]
  const [portfolio] = (await answer('GET', '/api/portfolios/v2/portfolios')).results
  await answer('PATCH', `/api/portfolios/v2/portfolios/${portfolio.key}`, { name: hostileShortName })
  const environmentKey = server.environments[0]?.key ?? ''
  await answer('PATCH', `/api/portfolios/v2/environments/${environmentKey}`, { name: hostileShortName })

  const asset = await create(`${management}/assets`, { name, description })
  await create(`${management}/assets/${asset}/application-roles`, { name })
  await create(`${management}/assets/${asset}/deployments`, { environmentKey })
  const { results: applicationRoles } = await answer('GET', `${identity}/application-roles?assetKey=${asset}`)
  const applicationRoleKeys = applicationRoles.map(({ key }: { key: string }) => key)
  const provider = await create(`${management}/identity-providers`, {
    name,
    type: 'OIDC',
    oidcConfiguration: {
      discoveryUrl: `https://other.example/?"><script>ran=1</script>`,
      clientId: hostileText,
      scopes: ['openid', '<script>ran=1</script>'],
      providerCustomConfig: { keyId: hostileText, teamId: hostileText },
    },
    tokenNormalizations: [{ normalClaim: hostileText, foreignClaim: hostileText }],
  })
  await create(`${management}/identity-providers`, {
    name: `${hostileText}`,
    type: 'SAML',
    samlConfiguration: [
      { configName: hostileText, configValue: hostileText },
      { configName: 'metadataUrl', configValue: 'https://directory.example.com/metadata' },
    ],
  })
  const assigned = { organization: true, environmentKeys: [environmentKey] }
  await answer('PUT', `${management}/identity-providers/${provider}/assignments`, assigned)
  const external = { identityProviderKey: provider, username: hostileText, subject: hostileName }
  const photoUrl = 'https://other.example/"onerror=ran=1'
  const user = await create(`${identity}/users`, { name, email: 'hostile@example.com', photoUrl, ...external })
  const group = await create(`${identity}/groups`, {
    name,
    environmentKey,
    userKeys: [user],
    applicationRoleKeys,
  })
  await create(`${management}/groups/${group}/claim-mappings`, {
    providerKey: provider,
    foreignClaim: { name: hostileShortName, value: hostileText, valueDelimiter: '"<>' },
  })
  const permissions = [{ name: 'View stage', environmentKeys: [environmentKey] }]
  const role = await create(`${identity}/organization-roles`, { name, permissions })
  await answer('POST', `${identity}/users/${user}/application-roles/${applicationRoleKeys[0]}`)
  await answer('POST', `${identity}/users/${user}/organization-roles/${role}`, {})
  const client = await create(`${management}/api-clients`, { name, description, permissions })
  await create(`${management}/user-invitations`, { name, email: 'invited@example.com' })
  await answer('PUT', `${management}/mail-settings`, {
    host: 'mail.example.com',
    port: 587,
    security: 'starttls',
    username: hostileText,
    password: hostileText,
    fromName: hostileName,
    fromAddress: 'portico@example.com',
  })
  await storeWhatBrowsersBring(portal, session)
  await turnTexts(portal)
  const { results: mails } = await answer('GET', `${management}/mails?limit=1`)
  return {
    session,
    keys: {
      '/api-clients': client,
      '/users': user,
      '/groups': group,
      '/organization-roles': role,
      '/identity-providers': provider,
      '/assets': asset,
      '/mailbox': mails[0].key,
    },
  }
}

/** There is no operation for it: its name comes from whoever may use the command. */
async function renameOrganization({ server: { context, organizationKey } }: TestPortal): Promise<void> {
  await context.database.db
    .updateTable('organizations')
    .set({ name: hostileName })
    .where('key', '=', organizationKey)
    .execute()
  context.database.changes.changed(organizationKey)
}

/** What no API takes: the name of a browser, and that of a passkey, whose authenticator is not there. */
async function storeWhatBrowsersBring({ server }: TestPortal, { userKey }: SignedIn): Promise<void> {
  const { context, organizationKey } = server
  const { clock, database } = context
  const now = new Date(clock.now()).toISOString()
  await transaction({ db: database.db }, async ({ db: trx }) => {
    const browser = { authorizationSession: null, address: '127.0.0.1', userAgent: hostileText }
    await createSession({ ...context, db: trx }, { organizationKey, userKey, method: 'password', ...browser })
    await trx
      .insertInto('passkeys')
      .values({
        organization_key: organizationKey,
        key: newKey(clock.now()),
        user_key: userKey,
        credential_id: 'credential',
        public_key: 'key',
        counter: 0,
        transports: null,
        name: hostileName,
        created_at: now,
        last_used_at: null,
      })
      .execute()
  })
}

async function turnTexts({ server: { context, organizationKey } }: TestPortal): Promise<void> {
  const { db } = context.database
  for (const { name, columns } of await db.introspection.getTables()) {
    for (const column of columns.filter(({ dataType }) => dataType.toLowerCase() === 'text')) {
      const turned = column.name.endsWith('_folded') ? '' : turning
      await sql`update ${sql.table(name)} set ${sql.ref(column.name)} = replace(${sql.ref(column.name)}, ${standIn}, ${turned})
        where ${sql.ref(column.name)} like ${`%${standIn}%`}`.execute(db)
    }
  }
  context.database.changes.changed(organizationKey)
}
