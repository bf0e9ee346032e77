import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { getPermission } from './get-permission.ts'
import { listPermissions } from './list-permissions.ts'
import { type PermissionName, permissionNamed, permissions } from './permission-catalogue.ts'
import { requestedPermission } from './requested-permission.ts'

const inheritsOf = (name: PermissionName) => {
  const nameOf = (key: string) => permissions.find((permission) => permission.key === key)?.fullName
  return getPermission(permissionNamed(name).key).inherits.map(({ key, ...rest }) => ({ name: nameOf(key), ...rest }))
}

describe('Permissions', () => {
  test('lists the catalogue by name, each page once', () => {
    const seen = []
    for (let offset: number | null = 0; offset !== null; ) {
      const { results, page } = listPermissions({ limit: 7, offset })
      assert.equal(page.totalResults, permissions.length)
      seen.push(...results)
      offset = page.nextPageOffset
    }
    assert.deepEqual(seen.map(({ key }) => key).sort(), permissions.map(({ key }) => key).sort())
    const names = seen.map(({ name }) => (name ?? '').toLowerCase())
    assert.deepEqual(names, [...names].sort())
  })

  test('filters by a part of the name, in any case', () => {
    const named = (nameContains: string) => listPermissions({ nameContains }).results.map(({ name }) => name)
    assert.deepEqual(named('VIEW ST'), ['View stage'])
    assert.deepEqual(named('nothing'), [])
  })

  test('tells what a permission takes', () => {
    const { key, inherits, ...rest } = getPermission(
      permissionNamed('End-user management > View end users').key.toUpperCase(),
    )
    assert.deepEqual(rest, {
      name: 'View end users',
      category: 'End-user management',
      purpose: null,
      visibility: 'Public',
      allowStages: true,
      allowPortfolios: false,
      allowedScopes: ['Organization', 'Asset'],
      claimName: 'end-user-management.view-end-users',
      remarks: null,
    })
    const { allowStages, allowedScopes } = getPermission(permissionNamed('Mentor > Use').key)
    assert.deepEqual([allowStages, allowedScopes], [false, ['Organization']])
    assert.equal(new Set(permissions.map(({ claimName }) => claimName)).size, permissions.length)
    assert.throws(() => getPermission('018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'), {
      problem: 'permission_not_found',
    })
  })

  test('tells what is inherited, and where', () => {
    const here = { realmStages: ['SAME_STAGE'], realmPortfolio: 'SAME_PORTFOLIO' }
    assert.deepEqual(inheritsOf('Release management > Deploy assets'), [
      { name: 'Portfolio management > View stage', ...here },
    ])
    assert.deepEqual(inheritsOf('Portfolio management > View stage'), [])
    const fromManageUsers = new Map(
      inheritsOf('User and access management > Manage users').map(({ name, ...rest }) => [name, rest]),
    )
    assert.deepEqual(fromManageUsers.get('User and access management > View members'), {
      realmStages: [],
      realmPortfolio: 'ALL_PORTFOLIO',
    })
    assert.deepEqual(fromManageUsers.get('End-user management > View end users'), {
      realmStages: ['PRD', 'QA', 'DEV'],
      realmPortfolio: 'ALL_PORTFOLIO',
    })
  })

  test('are found by everything that answers say of them', () => {
    for (const permission of permissions) {
      const { key, fullName, claimName } = permission
      assert.equal(requestedPermission({ permissionKey: key, name: fullName, claimName }), permission)
      assert.equal(requestedPermission({ claimName }), permission)
      assert.equal(requestedPermission({ name: fullName }), permission)
    }
    assert.equal(requestedPermission({ name: 'View members' })?.category, 'User and access management')
    assert.equal(requestedPermission({ name: 'Create' }), undefined)
    const { key } = permissionNamed('Mentor > Use')
    assert.equal(requestedPermission({ permissionKey: key, name: 'View members' }), undefined)
    assert.equal(requestedPermission({ name: null, claimName: null }), undefined)
  })
})
