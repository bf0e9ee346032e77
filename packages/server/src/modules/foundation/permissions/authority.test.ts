import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  requireAuthorityOver,
  requireEveryControllingPermission,
  requireMayGive,
  requireMayGiveAll,
} from './authority.ts'
import { type Access, accessOf, fullAccess } from './grants.ts'
import type { PermissionName } from './permission-catalogue.ts'
import type { Principal } from './principal.ts'
import { createScopeUnion, isEmpty, limitedScope, type Scope, scopeOutside } from './scope.ts'

const keys = ['1', '2', '3']
const someKeys = fc.subarray(keys).map((chosen) => new Set(chosen))
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({
    environments: someKeys,
    portfolios: someKeys,
    assets: fc
      .dictionary(fc.constantFrom(...keys), fc.oneof(fc.constant('all' as const), someKeys), { maxKeys: 3 })
      .map(
        (assets) =>
          new Map(Object.entries(assets).map(([key, environments]) => [key, { portfolioKey: key, environments }])),
      ),
  }),
)

const principal = (access: Access): Principal => ({
  organizationKey: 'organization',
  actor: { type: 'user', key: 'user', name: 'user', address: null, traceId: null },
  access,
})
const holding = (permission: PermissionName, scope: Scope = 'all') => principal(accessOf([{ permission, scope }]))
const missing =
  (...parts: string[]) =>
  (error: Error) =>
    parts.every((part) => error.message.includes(part))

const unionOfScopes = (...scopes: Scope[]): Scope => {
  const union = createScopeUnion()
  for (const scope of scopes) union.add(scope)
  return union.scope()
}

const managesUsers = 'User and access management > Manage users'
const managesAccess = 'End-user management > Manage end-user access'
const opens = 'Asset management > Open'

describe('scopes', () => {
  test('a union covers both, and nothing lies outside of what covers it', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const both = unionOfScopes(a, b)
        assert.ok(isEmpty(scopeOutside(a, both)))
        assert.ok(isEmpty(scopeOutside(b, both)))
        assert.ok(isEmpty(scopeOutside(both, unionOfScopes(b, a))))
      }),
    )
  })

  test('what lies outside is covered by the scope, and completes the other one', () => {
    fc.assert(
      fc.property(scopes, scopes, (a, b) => {
        const outside = scopeOutside(a, b)
        assert.ok(isEmpty(scopeOutside(outside, a)))
        assert.ok(isEmpty(scopeOutside(a, unionOfScopes(b, outside))))
      }),
    )
  })

  test('an asset lies in its portfolio, and an environment of it in the environment', () => {
    const asset = limitedScope({ assets: new Map([['a', { portfolioKey: 'p', environments: new Set(['e']) }]]) })
    assert.ok(isEmpty(scopeOutside(asset, limitedScope({ portfolios: new Set(['p']) }))))
    assert.ok(isEmpty(scopeOutside(asset, limitedScope({ environments: new Set(['e']) }))))
    assert.ok(!isEmpty(scopeOutside(asset, limitedScope({ portfolios: new Set(['q']), environments: new Set(['f']) }))))
    assert.ok(!isEmpty(scopeOutside('all', asset)))
  })
})

describe('authority', () => {
  test('a limited grant gives nothing that holds for the whole organization only, and nothing brought along outside', () => {
    const inPortfolio = limitedScope({ portfolios: new Set(['p']), environments: new Set(['e']) })
    assert.equal(accessOf([{ permission: managesUsers, scope: inPortfolio }]).size, 0)
    const changes = accessOf([{ permission: 'Asset management > Change', scope: inPortfolio }])
    assert.deepEqual(changes.get(opens), inPortfolio)
    const asset = limitedScope({ assets: new Map([['a', { portfolioKey: 'p', environments: 'all' }]]) })
    assert.deepEqual([...accessOf([{ permission: managesAccess, scope: asset }]).keys()].sort(), [
      managesAccess,
      'End-user management > View end users',
    ])
  })

  test('one gives controlling permissions that one holds, in that scope, and all others', () => {
    const given = accessOf([{ permission: managesAccess, scope: 'all' }])
    requireMayGive(holding(managesUsers), 'The role', given)
    requireMayGive(holding(opens), 'The role', accessOf([{ permission: 'Asset management > Delete', scope: 'all' }]))
    const inOne = holding(managesAccess, limitedScope({ environments: new Set(['e']) }))
    assert.throws(
      () => requireMayGive(inOne, 'The role', given),
      missing('The role', managesAccess, 'whole organization'),
    )
    requireMayGive(
      inOne,
      'The role',
      accessOf([{ permission: managesAccess, scope: limitedScope({ environments: new Set(['e']) }) }]),
    )
    requireMayGive(holding(opens), 'The role', given, given)
  })

  test('an API client gets nothing that its creator lacks', () => {
    const given = accessOf([{ permission: 'Asset management > Delete', scope: 'all' }])
    assert.throws(
      () => requireMayGiveAll(holding(managesUsers), 'The API client', given),
      missing('Asset management > Delete'),
    )
    requireMayGiveAll(principal(fullAccess), 'The API client', given)
  })

  test('nobody takes from somebody who holds more', () => {
    assert.throws(
      () => requireAuthorityOver(holding(managesUsers), 'The user', fullAccess),
      missing('Manage organization roles'),
    )
    requireAuthorityOver(holding(managesUsers), 'The user', holding(managesAccess).access)
  })

  test("what is everybody's power needs every controlling permission", () => {
    const email = 'Configuration management > Manage Email configurations'
    assert.throws(
      () => requireEveryControllingPermission(holding(email), 'Changing the mail settings'),
      missing(managesUsers),
    )
    requireEveryControllingPermission(principal(fullAccess), 'Changing the mail settings')
  })
})
