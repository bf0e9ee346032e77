import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Problem } from '../../../problems/problem.ts'
import { createOrganizationRole } from '../../members/organization-roles/create-organization-role.ts'
import { listUserPermissions } from './list-user-permissions.ts'

const now = Date.parse('2026-11-23T15:00:00.000Z')

onBothEngines('The permissions of a user', (_, open) => {
  let db: Db
  let directory: Directory
  const parts = () => ({ db, clock: { now: () => now } })
  const of = async (key: string, principal = directory.administrator) =>
    (await listUserPermissions(parts(), principal, key)).results

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, { now: () => now })
  })

  test('come from every role at this moment, with what they bring along, each with where it holds', async () => {
    const [key = ''] = await directory.users({ name: 'Ada' })
    const [asset = ''] = await directory.assets('Shop')
    const stage = directory.test.key
    const { orgRoleKey } = await createOrganizationRole(parts(), directory.administrator, {
      name: 'Support',
      permissions: [{ name: 'Manage end-user access', environmentKeys: [stage] }, { name: 'View members' }],
    })
    await directory.grantOrganizationRole(
      { userKey: key, organizationRoleKey: orgRoleKey },
      { userKey: key, organizationRoleKey: directory.developerKey, assetKey: asset },
    )
    const found = new Map((await of(key)).map(({ name, sources }) => [name, sources]))
    const nowhere = { environmentKeys: [], portfolioKeys: [], assetKeys: [] }
    const support = { roleKey: orgRoleKey, roleName: 'Support', ...nowhere }
    assert.deepEqual(found.get('View members'), [{ ...support, isEverywhere: true }])
    const inTest = { ...support, isEverywhere: false, environmentKeys: [stage] }
    assert.deepEqual(found.get('View end users')?.at(-1), inTest)
    assert.deepEqual(found.get('Manage end-user access')?.at(-1), inTest)
    const developer = { roleKey: directory.developerKey, roleName: 'Developer', ...nowhere }
    assert.deepEqual(found.get('Open'), [{ ...developer, isEverywhere: false, assetKeys: [asset] }])
    assert.equal(found.get('Manage users'), undefined)
  })

  test('of an Administrator are all of them, and of a role to come none yet', async () => {
    const [one = '', later = ''] = await directory.users({ name: 'One' }, { name: 'Later' })
    await directory.grantOrganizationRole(
      { userKey: one, organizationRoleKey: directory.administratorKey },
      { userKey: later, organizationRoleKey: directory.administratorKey, startTime: new Date(now + 1).toISOString() },
    )
    const all = await of(one)
    assert.ok(all.length > 50 && all.every(({ sources }) => sources[0]?.isEverywhere))
    assert.deepEqual(await of(later), [])
  })

  test('of somebody whom the caller does not see are those of nobody', async () => {
    const [key = ''] = await directory.users({ name: 'Hidden' })
    const viewer = directory.principal('User and access management > View members')
    await assert.rejects(of(key, viewer), (error: Problem) => error.problem === 'user_not_found')
  })
})
