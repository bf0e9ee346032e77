import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  requireEveryControllingPermission,
  requireMayGive,
  requireMayGiveAll,
} from '../../server/src/modules/foundation/permissions/authority.ts'
import { accessOf, accessOfSelection, type Grant } from '../../server/src/modules/foundation/permissions/grants.ts'
import { listPermissions } from '../../server/src/modules/foundation/permissions/list-permissions.ts'
import { permissionNamed, permissions } from '../../server/src/modules/foundation/permissions/permission-catalogue.ts'
import type { Principal } from '../../server/src/modules/foundation/permissions/principal.ts'
import { limitedScope, type Scope } from '../../server/src/modules/foundation/permissions/scope.ts'
import { givenBy, missingOfAllControlling, missingToGive } from '../src/api/missing-to-give.ts'
import type { HeldPermission } from '../src/api/portal-session.ts'

const catalogue = listPermissions({ limit: 100 }).results
const someEnvironments = fc.subarray(['dev', 'test', 'prod'], { minLength: 1 }).map((keys) => new Set(keys))
const environments = fc.oneof(fc.constant('all' as const), someEnvironments)

/** Permissions that control access come often: they decide. */
const permissionNames = fc.oneof(
  fc.constantFrom(...permissions.map(({ fullName }) => fullName)),
  fc.constantFrom(...permissions.filter(({ controlsAccess }) => controlsAccess).map(({ fullName }) => fullName)),
)

const selections: fc.Arbitrary<Grant[]> = fc.array(
  fc.tuple(permissionNames, environments).map(([permission, chosen]) => ({
    permission,
    environments: permissionNamed(permission).allowsEnvironments ? chosen : ('all' as const),
  })),
  { maxLength: 6 },
)

const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({ environments: someEnvironments, hasPortfolio: fc.boolean(), hasAsset: fc.boolean() }).map((scope) =>
    limitedScope({
      environments: scope.environments,
      portfolios: new Set(scope.hasPortfolio ? ['main'] : []),
      assets: new Map(scope.hasAsset ? [['asset', { portfolioKey: 'main', environments: 'all' }]] : []),
    }),
  ),
)

const principals: fc.Arbitrary<Principal> = fc
  .array(fc.record({ permission: permissionNames, scope: scopes }), { maxLength: 12 })
  .map((grants) => ({
    organizationKey: '',
    actor: { type: 'user', key: '', name: '', address: null, traceId: null },
    access: accessOf(grants),
  }))

/** As GET /portal/session tells it */
const heldBy = ({ access }: Principal): HeldPermission[] =>
  [...access].map(([name, scope]) => ({
    name,
    environments: scope === 'all' ? 'all' : [...scope.environments],
    portfolios: scope === 'all' ? [] : [...scope.portfolios],
    assets: [],
  }))

const givenOf = (selection: Grant[]) => {
  const grants = new Map<string, Grant['environments']>()
  for (const { permission, environments } of selection) grants.set(permissionNamed(permission).key, environments)
  return givenBy(grants, catalogue)
}
const lastOfEach = (selection: Grant[]): Grant[] => [
  ...new Map(selection.map((grant) => [grant.permission, grant])).values(),
]

const isRefused = (work: () => void): boolean => {
  try {
    work()
    return false
  } catch {
    return true
  }
}

describe('who may give what', () => {
  test('is told by the portal as the server decides it', () => {
    let refused = 0
    fc.assert(
      fc.property(principals, selections, selections, (principal, given, before) => {
        const [after, former] = [accessOfSelection(lastOfEach(given)), accessOfSelection(lastOfEach(before))]
        const held = heldBy(principal)
        const asked = [held, givenOf(given), givenOf(before)] as const
        const toRole = isRefused(() => requireMayGive(principal, 'The role', after, former))
        const toClient = isRefused(() => requireMayGiveAll(principal, 'The client', after, former))
        assert.equal(missingToGive(...asked).length > 0, toRole)
        assert.equal(missingToGive(...asked, 'all').length > 0, toClient)
        assert.equal(
          missingOfAllControlling(held).length > 0,
          isRefused(() => requireEveryControllingPermission(principal, 'This')),
        )
        if (toRole) refused++
      }),
      { numRuns: 1_000 },
    )
    assert.ok(refused > 100 && refused < 900, `refused ${refused} of 1000`)
  })
})
