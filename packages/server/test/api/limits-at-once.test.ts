import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { testVault } from '@portico/testing/vault.ts'
import { sql } from 'kysely'
import { insertRows } from '../../src/db/insert-rows.ts'
import { newKey } from '../../src/db/keys.ts'
import type { Parts } from '../../src/db/parts.ts'
import { type Db, transaction } from '../../src/db/transaction.ts'
import { createAssetApplicationRole } from '../../src/modules/applications/assets/create-asset-application-role.ts'
import { createEnvironment } from '../../src/modules/applications/portfolios/create-environment.ts'
import { createPortfolio } from '../../src/modules/applications/portfolios/create-portfolio.ts'
import { grantUserOrganizationRole } from '../../src/modules/directory/assignments/grant-user-organization-role.ts'
import { createClaimMapping } from '../../src/modules/directory/groups/create-claim-mapping.ts'
import { createIdentityProvider } from '../../src/modules/directory/identity-providers/create-identity-provider.ts'
import type { ProblemName } from '../../src/problems/catalogue.ts'

onBothEngines('Limits, where two are created at once', (engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let directory: Directory
  let parts: Parts<'clock' | 'vault'>

  before(async () => {
    const { db } = await open()
    parts = { db, clock, vault: testVault() }
    directory = await createDirectory(db, clock)
  })

  /** On SQLite, one transaction writes at a time. */
  async function isWaiting(db: Db): Promise<boolean> {
    if (engine === 'sqlite') return true
    const waiting = sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return (await waiting.execute(db)).rows.length > 0
  }

  type Create = (parts: Parts<'clock' | 'vault'>, name: string) => Promise<unknown>

  /** The last one that there may be, and one more before that one's transaction has ended */
  async function assertOneIsRefused(problem: ProblemName, create: Create): Promise<void> {
    const [created, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const last = transaction(parts, async (parts) => {
      await create(parts, 'Last')
      created.resolve()
      await begun.promise
    })
    await created.promise
    let hasEnded = false
    const more = create(parts, 'One too many').finally(() => {
      hasEnded = true
    })
    const both = Promise.allSettled([last, more])
    await until(async () => hasEnded || (await isWaiting(parts.db)), 10_000)
    begun.resolve()
    const [first, second] = await both
    assert.deepEqual([first.status, second.status], ['fulfilled', 'rejected'], problem)
    assert.equal(second.status === 'rejected' && second.reason.problem, problem)
  }

  const times = { created_at: '2026', updated_at: '2026' }
  const named = (n: number) => ({ name: `${n}`, name_folded: `${n}` })
  const rows = <T extends object>(length: number, row: (n: number) => T) =>
    Array.from({ length }, (_, n) => ({ organization_key: directory.organizationKey, ...row(n) }))

  test('holds of the stages of all portfolios, and of portfolios', async () => {
    const { administrator, portfolioKey: main } = directory
    const other = (await createPortfolio(parts, administrator, { name: 'Other' })).key
    const ofMain = { portfolio_key: main, purpose: 'NonProduction' as const, created_at: '2026' }
    const stages = rows(296, (n) => ({ key: newKey(), ...named(n), ...ofMain, position: n + 3 }))
    await insertRows(parts.db, 'environments', stages)
    await assertOneIsRefused('environments_too_many', (parts, name) => {
      const portfolioKey = name === 'Last' ? other : main
      return createEnvironment(parts, administrator, { portfolioKey, name, purpose: 'NonProduction' })
    })
    const portfolios = rows(97, (n) => ({ key: newKey(), ...named(n), is_main: 0 as const, created_at: '2026' }))
    await insertRows(parts.db, 'portfolios', portfolios)
    await assertOneIsRefused('portfolios_too_many', (parts, name) => createPortfolio(parts, administrator, { name }))
  })

  test('holds of identity providers, and of the claim mappings of a group', async () => {
    const { administrator, builtInKey } = directory
    const { key: _, ...provider } = await parts.db
      .selectFrom('identity_providers')
      .selectAll()
      .where('key', '=', builtInKey)
      .executeTakeFirstOrThrow()
    const providers = rows(498, (n) => ({ ...provider, key: newKey(), ...named(n), is_built_in: 0 as const }))
    await insertRows(parts.db, 'identity_providers', providers)
    const oidcConfiguration = {
      discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
      clientId: 'x',
    }
    await assertOneIsRefused('identity_providers_too_many', (parts, name) =>
      createIdentityProvider(parts, administrator, { name, type: 'OIDC', oidcConfiguration }),
    )

    const [groupKey = ''] = await directory.groups({ environmentKey: directory.test.key })
    const providerKey = providers[0]?.key ?? ''
    const claim = { claim_name: 'groups', claim_value: 'x', value_delimiter: null }
    const ofGroup = { group_key: groupKey, identity_provider_key: providerKey, ...claim, ...times }
    const mappings = rows(99, () => ({ key: newKey(), ...ofGroup }))
    await insertRows(parts.db, 'group_claim_mappings', mappings)
    await assertOneIsRefused('claim_mappings_too_many', (parts, value) =>
      createClaimMapping(parts, administrator, groupKey, { providerKey, foreignClaim: { name: 'groups', value } }),
    )
  })

  test('holds of the end-user roles of an asset, and of the assets for which a user holds roles', async () => {
    const { administrator, developerKey } = directory
    const assets = await directory.assets(...Array.from({ length: 501 }, (_, n) => `Asset ${n}`))
    const [asset_key = ''] = assets
    const roles = rows(499, (n) => ({
      external_key: newKey(),
      asset_key,
      ...named(n),
      claim: null,
      created_at: '2026',
    }))
    await insertRows(parts.db, 'asset_application_roles', roles)
    await assertOneIsRefused('application_roles_too_many', (parts, name) =>
      createAssetApplicationRole(parts, administrator, asset_key, { name }),
    )

    const [userKey = ''] = await directory.users({ email: 'user@example.com' })
    const held = assets.slice(0, 499).map((assetKey) => ({ userKey, organizationRoleKey: developerKey, assetKey }))
    await directory.grantOrganizationRole(...held)
    const place = { key: userKey, roleKey: developerKey }
    await assertOneIsRefused('organization_role_assets_too_many', (parts, name) =>
      grantUserOrganizationRole(parts, administrator, place, {
        assetKeys: [assets.at(name === 'Last' ? -1 : -2) ?? ''],
      }),
    )
  })
})
