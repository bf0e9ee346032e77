import type { Db } from '../../src/db/transaction.ts'
import { listApplicationRoleUsers } from '../../src/modules/directory/assignments/list-application-role-users.ts'
import { listOrganizationRoleUsers } from '../../src/modules/directory/assignments/list-organization-role-users.ts'
import { listGroupMembers } from '../../src/modules/directory/groups/list-group-members.ts'
import { exportUsers } from '../../src/modules/directory/users/export-users.ts'
import { countUsers, listUsers } from '../../src/modules/directory/users/list-users.ts'
import { accessOf, type ScopedGrant } from '../../src/modules/foundation/permissions/grants.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'
import { limitedScope } from '../../src/modules/foundation/permissions/scope.ts'
import type { Random } from './random.ts'
import { texts, type World } from './world.ts'

/** A list of users that somebody asks for. The same question may be asked of the tables and of the index. */
export interface Question {
  name: string
  principal: Principal
  ask(db: Db): Promise<unknown>
}

/** One of the lists, with none to three of its filters, a sort, and a page anywhere */
export function randomQuestion(random: Random, world: World): Question {
  const { clock, organizationKey, groupKeys, roles, organizationRoleKeys } = world
  const parts = (db: Db) => ({ db, clock: { now: () => clock.now() } })
  const principal = randomCaller(random, world)
  const page = { offset: random.pick([0, 0, 1, 7, random.below(400), 5_000]), limit: random.pick([1, 10, 100]) }
  const kind = random.pick([
    'users',
    'users',
    'users',
    'count',
    'export',
    'group',
    'role',
    'organization role',
  ] as const)
  const linked = { ...randomFilters(random, linkedFilters(random, world)), ...page }
  const name = (query: object) => `${kind} ${JSON.stringify(query)} ${JSON.stringify([...(principal.access ?? [])])}`
  const sort = <S extends string>(...fields: S[]) => ({
    sort: random.pick([...fields, ...fields.map((field) => `-${field}` as const)]),
  })
  if (kind === 'group' && groupKeys.length > 0) {
    const key = random.pick(groupKeys)
    const membershipType = random.pick([undefined, 'Assigned', 'Mapped'] as const)
    const query = {
      ...linked,
      ...sort('key', 'name', 'email', 'status', 'lastLoginAt'),
      ...(membershipType && { membershipType }),
    }
    return { principal, name: name({ key, ...query }), ask: (db) => listGroupMembers(parts(db), principal, key, query) }
  }
  const roleSort = sort('userKey', 'name', 'email', 'status', 'lastLoginAt')
  if (kind === 'role' && roles.length > 0) {
    const { key } = random.pick(roles)
    const query = { ...linked, ...roleSort }
    return {
      principal,
      name: name({ key, ...query }),
      ask: (db) => listApplicationRoleUsers(parts(db), principal, key, query),
    }
  }
  if (kind === 'organization role') {
    const key = random.pick(organizationRoleKeys)
    const { nameOrEmailOrUsernameContains: _, ...query } = { nameOrEmailOrUsernameContains: '', ...linked, ...roleSort }
    return {
      principal,
      name: name({ key, ...query }),
      ask: (db) => listOrganizationRoleUsers(parts(db), principal, key, query),
    }
  }
  const filters = randomFilters(random, userFilters(random, world))
  if (kind === 'count') {
    const {
      nameOrEmailContains: _,
      nameOrEmailOrUsernameContains: _u,
      userKeys: _k,
      assetKey: _a,
      dormantSince: _d,
      ...query
    } = filters as Record<string, never>
    return { principal, name: name(query), ask: (db) => countUsers(parts(db), principal, query) }
  }
  if (kind === 'export') {
    const { userKeys: _, environmentKey: _e, ...query } = filters
    // Who was the last one of the part before may be gone meanwhile.
    const after = random.pick([undefined, ...world.userKeys])
    const ask = (db: Db) => exportUsers(parts(db), principal, query, after)
    return { principal, name: name({ after, ...query }), ask }
  }
  const query = { ...filters, ...page, ...sort('key', 'name', 'email', 'status', 'lastLoginAt') }
  if (query.environmentKey && query.environmentKeys) delete query.environmentKey
  return { principal, name: name({ organizationKey, ...query }), ask: (db) => listUsers(parts(db), principal, query) }
}

/** Mostly one or two: what many filters leave is mostly nothing. */
function randomFilters<F extends object>(random: Random, filters: F): Partial<F> {
  const chosen = random.some(Object.entries(filters), random.pick([0, 1, 1, 2, 2, 2, 3]))
  return Object.fromEntries(chosen) as Partial<F>
}

function linkedFilters(random: Random, { userKeys, clock }: World) {
  const time = () => new Date(clock.now() - random.below(20) * 3_600_000).toISOString()
  return {
    userKey: random.pick([...userKeys, '00000000-0000-0000-0000-000000000000']),
    nameOrEmailContains: random.pick(texts),
    nameOrEmailOrUsernameContains: random.pick(texts),
    lastLoginAtSince: time(),
    lastLoginAtTo: time(),
  }
}

function userFilters(random: Random, world: World) {
  const { userKeys, environmentKeys, assetKeys, portfolioKey } = world
  const { userKey: _, ...common } = linkedFilters(random, world)
  const atLeastOne = <T>(values: readonly T[]): T[] => [random.pick(values), ...random.some(values, 2)]
  return {
    ...common,
    userKeys: [...new Set(atLeastOne([...userKeys, '00000000-0000-0000-0000-000000000000']))].join(','),
    domains: atLeastOne(['a.com', 'B.com', 'ü.de', 'xn--tda.de', 'none.org']),
    status: random.pick(['Active', 'Invited', 'Inactive', 'PendingRegistration'] as const),
    hasOrganizationRoles: true,
    hasApplicationRoles: true,
    environmentKeys: atLeastOne(environmentKeys),
    environmentKey: random.pick(environmentKeys),
    assetKey: random.pick([...assetKeys, portfolioKey]),
    portfolioKeys: [portfolioKey],
    loggedInEnvironmentKeys: atLeastOne(environmentKeys),
    loggedInPortfolioKeys: [portfolioKey],
    dormantSince: new Date(world.clock.now() - random.below(20) * 3_600_000).toISOString(),
  }
}

/** Half of them see everybody, the others only the users of some stages or assets, with or without members. */
function randomCaller(
  random: Random,
  { everybody, organizationKey, environmentKeys, assetKeys, portfolioKey }: World,
): Principal {
  if (random.oneIn(2)) return everybody
  const environments = new Set(random.some(environmentKeys, 2))
  const asset = random.pick([undefined, ...assetKeys])
  const scope = random.oneIn(4)
    ? ('all' as const)
    : limitedScope({
        environments,
        ...(asset && {
          assets: new Map([
            [
              asset,
              {
                portfolioKey,
                environments: random.oneIn(2) ? ('all' as const) : new Set([random.pick(environmentKeys)]),
              },
            ],
          ]),
        }),
      })
  const permission = random.pick([
    'End-user management > View end users',
    'End-user management > Manage end-user access',
    'End-user management > Manage end-user groups',
  ] as const)
  const grants: ScopedGrant[] = [{ permission, scope }]
  if (random.oneIn(2))
    grants.push({
      permission: random.pick([
        'User and access management > View members',
        'User and access management > Manage member access',
      ] as const),
      scope: 'all',
    })
  return { ...everybody, organizationKey, access: accessOf(grants) }
}
