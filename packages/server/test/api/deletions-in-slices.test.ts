import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { newSamlKeys } from '@portico/testing/saml-documents.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { insertRows } from '../../src/db/insert-rows.ts'
import { newKey } from '../../src/db/keys.ts'
import { transaction } from '../../src/db/transaction.ts'
import { seedApplicationRoles } from '../../src/modules/applications/application-roles/seed-application-roles.ts'
import { createAsset } from '../../src/modules/applications/assets/create-asset.ts'
import { deleteAsset } from '../../src/modules/applications/assets/delete-asset.ts'
import { seedAssets } from '../../src/modules/applications/assets/seed-assets.ts'
import { createPortfolio } from '../../src/modules/applications/portfolios/create-portfolio.ts'
import { deletePortfolio } from '../../src/modules/applications/portfolios/delete-portfolio.ts'
import { deleteGroup } from '../../src/modules/directory/groups/delete-group.ts'
import { seedGroups } from '../../src/modules/directory/groups/seed-groups.ts'
import { createIdentityProvider } from '../../src/modules/directory/identity-providers/create-identity-provider.ts'
import { deleteIdentityProvider } from '../../src/modules/directory/identity-providers/delete-identity-provider.ts'
import { seedUsers } from '../../src/modules/directory/users/seed-users.ts'
import { createOrganizationRole } from '../../src/modules/members/organization-roles/create-organization-role.ts'
import { deleteOrganizationRole } from '../../src/modules/members/organization-roles/delete-organization-role.ts'
import { createRegisteredApi } from '../../src/modules/relying-parties/registered-apis/create-registered-api.ts'
import { deleteRegisteredApi } from '../../src/modules/relying-parties/registered-apis/delete-registered-api.ts'
import { updateRegisteredApi } from '../../src/modules/relying-parties/registered-apis/update-registered-api.ts'
import { createRelyingParty } from '../../src/modules/relying-parties/registrations/create-relying-party.ts'
import { deleteRelyingParty } from '../../src/modules/relying-parties/registrations/delete-relying-party.ts'

/** Of each thing that is deleted */
const many = 3_000
const past = '2026-01-01T00:00:00.000Z'

onBothEngines('Deleting what very many rows name', (engine) => {
  let server: TestServer
  let users: string[]
  let roleKey: string

  const createRole = async (name: string): Promise<string> => {
    const permissions = [{ name: 'Portfolio management > View stage' as const }]
    return (await createOrganizationRole(server.context, server.system, { name, permissions })).orgRoleKey
  }

  before(async () => {
    server = await startTestServer({ engine })
    const { context, organizationKey } = server
    const emails = Array.from({ length: many }, (_, n) => ({
      name: `User ${n}`,
      email: `user${n}@example.com`,
      status: 'Active' as const,
    }))
    users = await seedUsers({ db: context.database.db, clock: context.clock }, organizationKey, emails)
    roleKey = await createRole('Visitor')
  })

  const endedGrants = (of: { organization_role_key?: string; asset_key?: string; portfolio_key?: string }) => {
    const grant = { organization_key: server.organizationKey, organization_role_key: roleKey, ...of }
    const times = { start_time: null, end_time: past, created_at: past }
    const none = { asset_key: null, portfolio_key: null }
    const rows = users.map((user_key) => ({ ...none, ...grant, ...times, user_key, key: newKey() }))
    return insertRows(server.context.database.db, 'user_organization_roles', rows)
  }

  /** Rows go in slices, between which the event loop has its turn, and not with what they name. */
  async function assertInSlices(what: string, deletion: () => Promise<void>): Promise<void> {
    const { turns } = await loopTurns(deletion)
    assert.ok(turns >= many / 500, `${what}: ${turns} turns`)
  }

  test('lets the event loop have its turn between slices', async () => {
    const { context, system, organizationKey } = server
    const { key: environmentKey = '', portfolioKey = '' } = server.environments[0] ?? {}
    const environmentKeys = [environmentKey]
    const portfolio = (await createPortfolio(context, system, { name: 'Ended' })).key
    await endedGrants({ portfolio_key: portfolio })
    await assertInSlices('portfolio', () => deletePortfolio(context, system, portfolio))
    const asset = (await createAsset(context, system, { name: 'Ended' })).key
    await endedGrants({ asset_key: asset })
    await assertInSlices('asset', () => deleteAsset(context, system, asset))
    const role = await createRole('Ended')
    await endedGrants({ organization_role_key: role })
    await assertInSlices('organization role', () => deleteOrganizationRole(context, system, role))
    const { db } = context.database
    const grants = await db.selectFrom('user_organization_roles').select('key').where('end_time', '=', past).execute()
    assert.equal(grants.length, 0)

    const [anAsset] = await seedAssets(context, organizationKey, [{ portfolioKey, name: 'Roles', environmentKeys }])
    const assetKey = anAsset?.key ?? ''
    const names = users.map((_, n) => ({ assetKey, name: `Role ${n}`, environmentKeys }))
    const applicationRoleKeys = (await seedApplicationRoles(context, organizationKey, names)).map(({ key }) => key)
    const group = { environmentKey, name: 'Ended', applicationRoleKeys, members: [] }
    const [seeded] = await seedGroups(context, organizationKey, [group])
    // Without the entries, which are stored as the last step
    await transaction(context, (parts) => assertInSlices('group', () => deleteGroup(parts, system, seeded?.key ?? '')))
    assert.equal((await db.selectFrom('group_application_roles').select('group_key').execute()).length, 0)

    const application = await createRelyingParty(context, system, {
      name: 'Shop',
      type: 'web',
      redirectUris: ['https://shop.example.com/callback'],
    })
    const row = { organization_key: organizationKey, relying_party_key: application.key, scopes: '[]' }
    const times = { created_at: past, updated_at: past }
    await insertRows(
      db,
      'relying_party_consents',
      users.map((user_key) => ({ ...row, ...times, user_key })),
    )
    await assertInSlices('application', () => deleteRelyingParty(context, system, application.key))
    assert.equal((await db.selectFrom('relying_party_consents').select('user_key').execute()).length, 0)

    const audience = 'https://orders.example.com'
    const api = (await createRegisteredApi(context, system, { name: 'Orders', audience, scopes: [{ name: 'read' }] }))
      .key
    const holder = (await server.createClient([])).key
    const none = { description: null, registered_api_key: api, organization_key: organizationKey }
    const scopes = users.map((_, n) => ({ ...none, key: newKey(), name: `scope-${n}`, position: n + 1 }))
    await insertRows(db, 'registered_api_scopes', scopes)
    const held = scopes.map(({ key }) => ({
      organization_key: organizationKey,
      api_client_key: holder,
      scope_key: key,
    }))
    await insertRows(db, 'api_client_scopes', held)
    await assertInSlices('scopes', () => updateRegisteredApi(context, system, api, { scopes: [{ name: 'read' }] }))
    await insertRows(db, 'registered_api_scopes', scopes)
    await insertRows(db, 'api_client_scopes', held)
    await updateRegisteredApi(context, system, api, { isActive: false })
    await assertInSlices('API', () => deleteRegisteredApi(context, system, api))
    assert.equal((await db.selectFrom('api_client_scopes').select('scope_key').execute()).length, 0)

    const saml = {
      entityId: 'https://idp.example.com',
      singleSignOnUrl: 'https://idp.example.com/sso',
      certificate: newSamlKeys().certificate.toString(),
    }
    const samlConfiguration = Object.entries(saml).map(([configName, configValue]) => ({ configName, configValue }))
    const newProvider = { name: 'Ended', type: 'SAML' as const, samlConfiguration }
    const provider = (await createIdentityProvider(context, system, newProvider)).key
    const ofProvider = { organization_key: organizationKey, identity_provider_key: provider, expires_at: past }
    await insertRows(
      db,
      'saml_names',
      users.map((subject) => ({ ...ofProvider, subject, name_hash: subject })),
    )
    const message = { ...ofProvider, request_hash: null, identity_encrypted: null, created_at: past }
    await insertRows(
      db,
      'saml_messages',
      users.map((key) => ({ ...message, message_hash: key })),
    )
    const { turns } = await loopTurns(() => deleteIdentityProvider(context, system, provider))
    assert.ok(turns >= (2 * many) / 500, `provider: ${turns} turns`)
  })
})
