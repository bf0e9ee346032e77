import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
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
    const { organizationKey, administratorKey, developerKey, production } = directory
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
    let access: Access = new Map()
    const times: number[] = []
    for (let run = 0; run < 4; run++) {
      const before = process.threadCpuUsage()
      access = await getMemberAccess(parts, organizationKey, userKey)
      const { user, system } = process.threadCpuUsage(before)
      times.push((user + system) / 1_000)
    }
    assert.ok(Math.min(...times) < 20, `${times} ms`)
    const assetsWith = (permission: PermissionName) => {
      const scope = access.get(permission)
      return scope === undefined || scope === 'all' ? 0 : scope.assets.size
    }
    assert.equal(assetsWith('Asset management > Change'), 334)
    assert.equal(assetsWith('End-user management > View end users'), 500)
  })
})
