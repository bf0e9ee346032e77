import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refreshStatistics } from '../../../db/refresh-statistics.ts'
import type { Db } from '../../../db/transaction.ts'
import { requireRolesNotHeld } from '../../applications/application-roles/require-not-held.ts'
import { createPortfolio } from '../../applications/portfolios/create-portfolio.ts'
import { deletePortfolio } from '../../applications/portfolios/delete-portfolio.ts'
import { permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { existsAdministrator } from './administrators-repository.ts'
import { deleteOrganizationRole } from './delete-organization-role.ts'
import { listPermissionHolders } from './list-permission-holders.ts'
import { insertOrganizationRolePermissions } from './organization-role-permissions-repository.ts'
import { insertOrganizationRoles } from './organization-roles-repository.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')
const members = 10_000
const permission = 'Organization management > Manage organization'

onBothEngines('An organization with many members', (_, open) => {
  let db: Db
  let directory: Directory
  let parts: Parts<'clock'>
  let users: string[]

  before(async () => {
    db = (await open()).db
    parts = { db, clock: { now: () => now } }
    directory = await createDirectory(db, parts.clock)
    users = await directory.users(...Array.from({ length: members }, (_, n) => ({ email: `member${n}@example.com` })))
    const { developerKey: organizationRoleKey } = directory
    await directory.grantOrganizationRole(...users.map((userKey) => ({ userKey, organizationRoleKey })))
    await refreshStatistics(db)
  })

  const administrator = (userKey: string, more: object = {}) =>
    directory.grantOrganizationRole({ userKey, organizationRoleKey: directory.administratorKey, ...more })

  /** A role that nobody holds. @returns its key */
  async function role(name: string): Promise<string> {
    const key = newKey()
    await insertOrganizationRoles(
      db,
      directory.organizationKey,
      [{ key, name, builtIn: null }],
      new Date(now).toISOString(),
    )
    return key
  }

  /** Users who hold a permission by a role whose key is before that of Administrator. @returns their keys in order */
  async function withPermission(...keys: string[]): Promise<string[]> {
    const { organizationKey } = directory
    const key = newKey(0)
    const [at, permissionKey] = [new Date(now).toISOString(), permissionNamed(permission).key]
    await insertOrganizationRoles(db, organizationKey, [{ key, name: 'Manager', builtIn: null }], at)
    const given = { key: newKey(0), organizationRoleKey: key, permissionKey, environmentKey: null }
    await insertOrganizationRolePermissions(db, organizationKey, [given])
    await directory.grantOrganizationRole(...keys.map((userKey) => ({ userKey, organizationRoleKey: key })))
    return keys.toSorted()
  }

  test('finds its few administrators without reading what the others hold', async () => {
    const [first = ''] = users
    await administrator(first)
    const at = new Date(now).toISOString()
    const find = () => existsAdministrator(db, directory.organizationKey, at, { otherThan: first })
    assert.equal(await find(), false)
    const milliseconds = await threadTime(find, 4)
    assert.ok(milliseconds < 8, `${milliseconds} ms`)
  })

  test('tells of very many holders of an organization role that they are 1000 or more', async () => {
    const { organizationKey } = directory
    const [few, many] = [await role('Few'), await role('Many')]
    const [endTime, startTime] = [new Date(now - 1).toISOString(), new Date(now + 1).toISOString()]
    // Those that have ended come before and between those that have not, also of the same user.
    await directory.grantOrganizationRole(...users.map((userKey) => ({ userKey, organizationRoleKey: few, endTime })))
    const holders = [users[0], users[999], users[1_000], users[5_000]].map((userKey = '') => userKey)
    await directory.grantOrganizationRole(
      ...holders.map((userKey) => ({ userKey, organizationRoleKey: few, startTime })),
      ...holders.map((userKey) => ({ userKey, organizationRoleKey: few })),
      ...users.slice(0, 1_001).map((userKey) => ({ userKey, organizationRoleKey: many })),
    )
    const refuses = (key: string, text: string) =>
      assert.rejects(deleteOrganizationRole(parts, systemPrincipal(organizationKey, 'test'), key), {
        problem: 'organization_role_held',
        message: `${text}. Revoke the role from them first.`,
      })
    await refuses(few, '4 users hold Few')
    await refuses(many, '1000 or more users hold Many')
  })

  test('tells of very many holders of an end-user role that they are 1000 or more', async () => {
    const [assetKey = ''] = await directory.assets('Store')
    const [role] = await directory.roles({ assetKey, name: 'Buyer', environmentKeys: [directory.test.key] })
    assert.ok(role)
    await directory.grant(...users.slice(0, 1_001).map((user) => [user, role.key] as [string, string]))
    const refused = requireRolesNotHeld(parts, directory.organizationKey, { assetKey }, 'The role Buyer')
    const message = 'The role Buyer cannot be deleted: 1000 or more users hold it.'
    await assert.rejects(refused, { problem: 'application_role_held', message })
  })

  test('tells of very many holders of roles for a portfolio that they are 1000 or more', async () => {
    const { organizationKey, developerKey: organizationRoleKey } = directory
    const { key: portfolioKey } = await createPortfolio(parts, systemPrincipal(organizationKey, 'test'), {
      name: 'Web',
    })
    await directory.grantOrganizationRole(
      ...users.slice(0, 1_001).map((userKey) => ({ userKey, organizationRoleKey, portfolioKey })),
    )
    const refused = deletePortfolio(parts, systemPrincipal(organizationKey, 'test'), portfolioKey)
    const message = 'The portfolio Web cannot be deleted: 1000 or more users hold organization roles for it.'
    await assert.rejects(refused, { problem: 'portfolio_in_use', message })
  })

  test('lists those who hold a permission, each once, administrators first, and 200 at most', async () => {
    const [first = '', second = ''] = users
    const [ended = '', asset = ''] = [users[2], (await directory.assets('Shop'))[0]]
    await administrator(ended, { endTime: new Date(now - 1).toISOString() })
    await administrator(ended, { assetKey: asset })
    await administrator(second)
    const [without = '', inactive = ''] = await directory.users({}, { email: 'x@example.com', status: 'Inactive' })
    for (const key of [without, inactive]) await administrator(key)
    const keys = async () =>
      (await listPermissionHolders(parts, directory.organizationKey, permission)).map(({ userKey }) => userKey)
    assert.deepEqual(await keys(), [first, second].toSorted())
    for (const key of users.slice(3, 200)) await administrator(key)
    await administrator(first, { startTime: new Date(now - 1).toISOString() })
    const administrators = [first, second, ...users.slice(3, 200)].toSorted()
    assert.deepEqual(await keys(), administrators)
    const others = await withPermission(...users.slice(200, 1_500))
    assert.deepEqual(await keys(), [...administrators, others[0]], '200 of them, administrators first')
  })
})
