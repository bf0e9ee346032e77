import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { insertEnvironments } from '../../applications/portfolios/environments-repository.ts'
import { insertPortfolio } from '../../applications/portfolios/portfolios-repository.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import { createOrganizationRole } from './create-organization-role.ts'
import { getMemberAccess, getUserAuthority } from './get-member-access.ts'
import { requireAuthorityOverUser } from './require-authority-over-user.ts'

const day = 86_400_000
const manageUsers = 'User and access management > Manage users'

onBothEngines('What members may do, and what users control', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  const at = (days: number): string => new Date(clock.now() + days * day).toISOString()
  let parts: Parts<'clock'>
  let directory: Directory

  before(async () => {
    const { db } = await open()
    directory = await createDirectory(db, clock)
    parts = { db, clock }
  })

  test('a grant of a later period controls access already, and one that has ended does not', async () => {
    const organizationRoleKey = directory.administratorKey
    const [later = '', past = '', none = ''] = await directory.users({}, {}, {})
    await directory.grantOrganizationRole({ userKey: later, organizationRoleKey, startTime: at(1) })
    await directory.grantOrganizationRole({ userKey: past, organizationRoleKey, endTime: at(-1) })
    const { organizationKey } = directory
    assert.equal((await getMemberAccess(parts, organizationKey, later)).size, 0)
    assert.equal((await getUserAuthority(parts, organizationKey, [past, none])).size, 0)
    assert.equal((await getUserAuthority(parts, organizationKey, [])).size, 0)
    assert.equal((await getUserAuthority(parts, organizationKey, [past, later])).get(manageUsers), 'all')
    const query = parts.db.selectFrom('users').select('key').where('organization_key', '=', organizationKey)
    assert.equal((await getUserAuthority(parts, organizationKey, query)).get(manageUsers), 'all')

    const manager = directory.principal(manageUsers)
    await assert.rejects(requireAuthorityOverUser(parts, manager, { key: later, name: 'Ada' }), {
      problem: 'permission_missing',
      message: /^The user Ada holds the permissions .*Manage organization roles.* for the whole organization/,
    })
    await requireAuthorityOverUser(parts, manager, { key: past, name: 'Ada' })
  })

  test('an Administrator of one portfolio controls what lies in it, and nothing of the whole organization', async () => {
    const organizationRoleKey = directory.administratorKey
    const portfolioKey = directory.development.portfolioKey
    const [userKey = ''] = await directory.users({})
    await directory.grantOrganizationRole({ userKey, organizationRoleKey, portfolioKey })
    const access = await getUserAuthority(parts, directory.organizationKey, [userKey])
    assert.equal(access.get(manageUsers), undefined)
    assert.ok(![...access.values()].includes('all'))
    const scope = access.get('End-user management > Manage end-user access')
    assert.ok(scope !== undefined && scope !== 'all' && scope.portfolios.has(portfolioKey))
    assert.ok(scope.environments.has(directory.development.key))
  })

  test('is found in a few milliseconds where a member holds roles for very many assets, in some stages each', async () => {
    const [userKey = ''] = await directory.users({})
    const { administratorKey, developerKey, production } = directory
    const assets = await directory.assets(...Array.from({ length: 500 }, (_, n) => `Asset ${n}`))
    const permissions = [
      { name: 'Manage end-user access' },
      { name: 'View end users', environmentKeys: [production.key] },
    ]
    const request = { name: 'Support', permissions }
    const { orgRoleKey } = await createOrganizationRole(parts, directory.administrator, request)
    const roles = [administratorKey, developerKey, orgRoleKey]
    await directory.grantOrganizationRole(
      ...assets.map((assetKey, n) => ({ userKey, assetKey, organizationRoleKey: roles[n % 3] ?? '' })),
    )
    const { access, milliseconds } = await timed(userKey)
    assert.ok(milliseconds < 20, `${milliseconds} ms`)
    const assetsWith = (permission: PermissionName) => {
      const scope = access.get(permission)
      return scope === undefined || scope === 'all' ? 0 : scope.assets.size
    }
    assert.equal(assetsWith('Asset management > Change'), 334)
    assert.equal(assetsWith('End-user management > View end users'), 500)
  })
  test('is found in a few milliseconds where roles for many portfolios name many stages', async () => {
    const [userKey = ''] = await directory.users({})
    const { organizationKey } = directory
    const assets = await directory.assets(...Array.from({ length: 400 }, (_, n) => `Another asset ${n}`))
    const portfolios = Array.from({ length: 99 }, (_, n) => ({ key: newKey(), name: `Portfolio ${n}` }))
    for (const portfolio of portfolios)
      await insertPortfolio(parts.db, organizationKey, { ...portfolio, isMain: false, createdAt: at(0) })
    const environments = portfolios.flatMap(({ key: portfolioKey }) =>
      ['Development', 'Test', 'Production'].map((name, position) => ({
        ...{ key: newKey(), portfolioKey, name, purpose: 'NonProduction' as const, position },
      })),
    )
    await insertEnvironments(parts.db, organizationKey, environments, at(0))
    const environmentKeys = environments.map(({ key }) => key)
    const request = { name: 'In stages', permissions: [{ name: 'View end users', environmentKeys }] }
    const { orgRoleKey: organizationRoleKey } = await createOrganizationRole(parts, directory.administrator, request)
    await directory.grantOrganizationRole(
      ...portfolios.slice(1).map(({ key: portfolioKey }) => ({ userKey, organizationRoleKey, portfolioKey })),
      ...assets.map((assetKey) => ({ userKey, organizationRoleKey, assetKey })),
    )
    const { access, milliseconds } = await timed(userKey)
    assert.ok(milliseconds < 20, `${milliseconds} ms`)
    const scope = access.get('End-user management > View end users')
    assert.ok(scope !== undefined && scope !== 'all')
    assert.deepEqual([scope.environments.size, scope.portfolios.size, scope.assets.size], [294, 0, 400])
  })

  /** What the user may do, and what it takes to find that */
  async function timed(userKey: string): Promise<{ access: Access; milliseconds: number }> {
    const find = () => getMemberAccess(parts, directory.organizationKey, userKey)
    return { access: await find(), milliseconds: await threadTime(find, 4) }
  }
})
