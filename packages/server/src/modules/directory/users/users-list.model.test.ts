import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { type ApplicationRole, createDirectory, type Directory } from '@portico/testing/directory.ts'
import fc from 'fast-check'
import { searchForm } from '../../../db/fold.ts'
import { foldedEmail, foldedName } from '../../../db/folded-columns.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { accessOf, type ScopedGrant } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Environments, limitedScope, type Scope } from '../../foundation/permissions/scope.ts'
import { listUsers } from './list-users.ts'
import type { UsersQuery } from './users-schemas.ts'

// A list of users in memory, filtered in the plainest way, says what the database has to answer.

const now = Date.parse('2026-11-23T15:00:00.000Z')
const clock = { now: () => now }
const at = (days: number): string => new Date(now + days * 86_400_000).toISOString()

const statuses: UserStatus[] = ['Active', 'Invited', 'Inactive', 'PendingRegistration']
const names = ['Ada', 'ada', 'Björn', 'BJÖRN', 'Zoë %', 'a_b', 'axb', '100%', 'Ｆｕｌｌ', 'back\\slash', null]

/** Indexes into the roles and the groups of the directory: it has nine roles (three of each environment) and three groups. */
const person = fc.record({
  name: fc.constantFrom(...names),
  email: fc.option(
    fc.record({ local: fc.constantFrom('ada', 'Bob', 'x_y', 'ü'), domain: fc.constantFrom('a.com', 'B.com') }),
    { freq: 4 },
  ),
  username: fc.option(fc.constantFrom('Sam', 'sue%', 'ada-x'), { freq: 2 }),
  status: fc.constantFrom(...statuses),
  logins: fc.uniqueArray(fc.record({ environment: fc.nat(2), day: fc.integer({ min: -5, max: 0 }) }), {
    selector: ({ environment }) => environment,
    maxLength: 2,
  }),
  roles: fc.uniqueArray(fc.nat(8), { maxLength: 2 }),
  groups: fc.uniqueArray(
    fc.record({ group: fc.nat(2), type: fc.constantFrom('Assigned' as const, 'Mapped' as const) }),
    {
      selector: ({ group, type }) => `${group} ${type}`,
      maxLength: 2,
    },
  ),
  member: fc.option(fc.record({ start: fc.constantFrom(undefined, -1, 1), end: fc.constantFrom(undefined, -1, 1) }), {
    freq: 2,
  }),
})
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never

/** Mostly absent: what many filters leave is mostly nothing. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const someEnvironments = fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 })

const question = fc.record({
  nameOrEmailContains: optional(fc.constantFrom('a', 'ADA', '%', '_', '\\', 'full', 'ö', 'x')),
  nameOrEmailOrUsernameContains: optional(fc.constantFrom('S', 'ada', '%', 'x')),
  users: optional(fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 20 })),
  status: optional(fc.constantFrom(...statuses)),
  domains: optional(fc.constantFrom(['A.COM'], ['b.com'], ['a.com', 'B.com'], ['none.com'])),
  lastLoginAtSince: optional(fc.integer({ min: -5, max: 0 })),
  lastLoginAtTo: optional(fc.integer({ min: -5, max: 0 })),
  hasOrganizationRoles: optional(fc.boolean()),
  hasApplicationRoles: optional(fc.boolean()),
  asset: optional(fc.nat(2)),
  environments: optional(someEnvironments),
  portfolio: optional(fc.boolean()),
  loggedIn: optional(someEnvironments),
  loggedInPortfolio: optional(fc.boolean()),
  sort: fc.constantFrom('name', 'email', 'status', 'lastLoginAt', '-name', '-email', '-status', '-lastLoginAt'),
  limit: fc.integer({ min: 1, max: 15 }),
})
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

/**
 * undefined: Manage users. Otherwise View members or not, and where the caller views end users, or with `gives` manages
 * their access: in environments, and for the asset of an index in some or in all environments.
 */
const caller = fc.option(
  fc
    .record({
      members: fc.boolean(),
      gives: fc.boolean(),
      endUsers: fc.constantFrom<number[] | 'all'>('all', [], [0], [1, 2]),
      asset: fc.constantFrom<undefined | { index: number; environments: number[] | 'all' }>(
        undefined,
        { index: 1, environments: 'all' },
        { index: 2, environments: [0, 1] },
      ),
    })
    .filter(
      ({ members, endUsers, asset }) => members || endUsers === 'all' || endUsers.length > 0 || asset !== undefined,
    ),
  { nil: undefined },
)
type Caller = typeof caller extends fc.Arbitrary<infer T> ? T : never

/** A user as the model knows it */
interface Known extends Omit<Person, 'email' | 'username'> {
  key: string
  username: string | null
  email: string | null
  lastLoginAt: string | null
  isMember: boolean
  /** Direct, and inherited from groups */
  effective: ApplicationRole[]
}

interface World {
  directory: Directory
  environmentKeys: string[]
  assetKeys: string[]
  users: Known[]
}

async function build(db: Db, people: Person[]): Promise<World> {
  const directory = await createDirectory(db, clock)
  const environmentKeys = [directory.development.key, directory.test.key, directory.production.key]
  const assetKeys = await directory.assets('one', 'two', 'three')
  const roles = await directory.roles(...assetKeys.map((assetKey) => ({ assetKey, name: 'User', environmentKeys })))
  // The roles come asset by asset; the group of each environment has its roles of the first two assets.
  const groupRoles = environmentKeys.map((_, e) => [roles[e], roles[3 + e]] as ApplicationRole[])
  const unique = people.map((user, index) => {
    const email = user.email && `${user.email.local}${index}@${user.email.domain}`
    return { ...user, email, username: user.username && `${user.username}${index}` }
  })
  const keys = await directory.users(
    ...unique.map(({ name, email, username, status, logins }) => ({
      name,
      email,
      status,
      profiles: username === null ? [] : [{ identityProviderKey: directory.builtInKey, username }],
      logins: logins.map(({ environment, day }) => ({
        environmentKey: environmentKeys[environment] ?? '',
        lastLoginAt: at(day),
      })),
    })),
  )
  const users = unique.map((user, index): Known => {
    const inherited = user.groups.flatMap(({ group }) => groupRoles[group] ?? [])
    const { start = -9, end = 9 } = user.member ?? {}
    return {
      ...user,
      key: keys[index] ?? '',
      lastLoginAt: user.logins.length ? at(Math.max(...user.logins.map(({ day }) => day))) : null,
      isMember: user.member !== null && start < 0 && end > 0,
      effective: [...user.roles.map((role) => roles[role] as ApplicationRole), ...inherited],
    }
  })
  await directory.groups(
    ...environmentKeys.map((environmentKey, group) => ({
      environmentKey,
      applicationRoleKeys: (groupRoles[group] ?? []).map(({ key }) => key),
      members: users.flatMap((user) =>
        user.groups
          .filter((membership) => membership.group === group)
          .map(({ type }) => ({ userKey: user.key, membershipType: type })),
      ),
    })),
  )
  await directory.grant(
    ...users.flatMap((user) =>
      user.roles.map((role): [string, string] => [user.key, (roles[role] as ApplicationRole).key]),
    ),
  )
  await directory.grantOrganizationRole(
    ...users.flatMap(({ key, member }) =>
      member === null
        ? []
        : [
            {
              userKey: key,
              organizationRoleKey: directory.developerKey,
              ...(member.start === undefined ? {} : { startTime: at(member.start) }),
              ...(member.end === undefined ? {} : { endTime: at(member.end) }),
            },
          ],
    ),
  )
  return { directory, environmentKeys, assetKeys, users }
}

const contains = (text: string | null, part: string): boolean =>
  text !== null && searchForm(text).includes(searchForm(part))

function expected({ users, environmentKeys, assetKeys }: World, who: Caller, asked: Question): Known[] {
  const seen = who === undefined || who.endUsers === 'all' ? [0, 1, 2] : who.endUsers
  const isAmong = (role: ApplicationRole, environments: number[] | 'all'): boolean =>
    environments === 'all' || environments.some((e) => environmentKeys[e] === role.environmentKey)
  const ofAsset = (role: ApplicationRole): boolean =>
    who?.asset !== undefined && assetKeys[who.asset.index] === role.assetKey && isAmong(role, who.asset.environments)
  const inSeen = (role: ApplicationRole): boolean => isAmong(role, seen) || ofAsset(role)
  const seesNobodys =
    who?.gives === true && (who.endUsers === 'all' || who.endUsers.length > 0 || who.asset !== undefined)
  const everybody = who === undefined || (who.members && who.endUsers === 'all')
  const isVisible = (user: Known): boolean =>
    everybody ||
    (who.members && user.isMember) ||
    user.effective.some(inSeen) ||
    (seesNobodys && !user.isMember && user.effective.length === 0)
  const wantsRole =
    asked.asset !== undefined || asked.environments || asked.portfolio || asked.hasApplicationRoles === true
  const isWanted = (role: ApplicationRole): boolean =>
    inSeen(role) &&
    (asked.asset === undefined || role.assetKey === assetKeys[asked.asset]) &&
    (!asked.environments || asked.environments.some((e) => environmentKeys[e] === role.environmentKey))
  const logins = (user: Known): number[] =>
    user.logins.map(({ environment }) => environment).filter((environment) => seen.includes(environment))
  const found = users.filter(
    (user, index) =>
      isVisible(user) &&
      (!asked.nameOrEmailContains ||
        contains(user.name, asked.nameOrEmailContains) ||
        contains(user.email, asked.nameOrEmailContains)) &&
      (!asked.nameOrEmailOrUsernameContains ||
        [user.name, user.email, user.username].some((text) =>
          contains(text, asked.nameOrEmailOrUsernameContains ?? ''),
        )) &&
      (!asked.users || asked.users.includes(index)) &&
      (!asked.status || user.status === asked.status) &&
      (!asked.domains ||
        asked.domains.some((domain) => user.email?.toLowerCase().endsWith(`@${domain.toLowerCase()}`))) &&
      (asked.lastLoginAtSince === undefined || (user.lastLoginAt ?? '') >= at(asked.lastLoginAtSince)) &&
      (asked.lastLoginAtTo === undefined || (user.lastLoginAt ?? '~') <= at(asked.lastLoginAtTo)) &&
      (!asked.hasOrganizationRoles || user.isMember) &&
      (!wantsRole || user.effective.some(isWanted)) &&
      (!asked.loggedIn || logins(user).some((environment) => asked.loggedIn?.includes(environment))) &&
      (!asked.loggedInPortfolio || logins(user).length > 0),
  )
  const value = (user: Known): string | null =>
    ({
      name: foldedName(user.name ?? ''),
      email: user.email && foldedEmail(user.email),
      status: user.status,
      lastLoginAt: user.lastLoginAt,
    })[asked.sort.replace('-', '')] ?? null
  const sorted = found.sort((a, b) => compare(value(a), value(b)) || compare(a.key, b.key))
  return asked.sort.startsWith('-') ? sorted.reverse() : sorted
}

/** By bytes of UTF-8, nothing before something */
const compare = (a: string | null, b: string | null): number =>
  a === null || b === null
    ? Number(b === null) - Number(a === null) || 0
    : Buffer.compare(Buffer.from(a), Buffer.from(b))

function asQuery({ directory, environmentKeys, assetKeys, users }: World, asked: Question): UsersQuery {
  const environments = (list: number[] | undefined) => list?.map((e) => environmentKeys[e] ?? '')
  const day = (days: number | undefined) => (days === undefined ? undefined : at(days).replace('.000Z', '+00:00'))
  const query = {
    nameOrEmailContains: asked.nameOrEmailContains,
    nameOrEmailOrUsernameContains: asked.nameOrEmailOrUsernameContains,
    userKeys: asked.users?.map((index) => users[index]?.key ?? directory.organizationKey).join(','),
    status: asked.status,
    domains: asked.domains,
    lastLoginAtSince: day(asked.lastLoginAtSince),
    lastLoginAtTo: day(asked.lastLoginAtTo),
    hasOrganizationRoles: asked.hasOrganizationRoles,
    hasApplicationRoles: asked.hasApplicationRoles,
    assetKey: asked.asset === undefined ? undefined : assetKeys[asked.asset],
    environmentKeys: environments(asked.environments),
    portfolioKeys: asked.portfolio ? [directory.portfolioKey] : undefined,
    loggedInEnvironmentKeys: environments(asked.loggedIn),
    loggedInPortfolioKeys: asked.loggedInPortfolio ? [directory.portfolioKey] : undefined,
    sort: asked.sort,
    limit: asked.limit,
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

function principalOf({ directory, environmentKeys, assetKeys }: World, who: Caller): Principal {
  if (who === undefined) return directory.principal('User and access management > Manage users')
  const { members, gives, endUsers, asset } = who
  const places = (indexes: number[] | 'all'): Environments =>
    indexes === 'all' ? 'all' : new Set(indexes.map((e) => environmentKeys[e] ?? ''))
  const environments = places(endUsers)
  const scope: Scope =
    environments === 'all'
      ? 'all'
      : limitedScope({
          environments,
          ...(asset && {
            assets: new Map([
              [
                assetKeys[asset.index] ?? '',
                { portfolioKey: directory.portfolioKey, environments: places(asset.environments) },
              ],
            ]),
          }),
        })
  const permission = gives ? 'End-user management > Manage end-user access' : 'End-user management > View end users'
  const grants: ScopedGrant[] = [{ permission, scope }]
  if (members) grants.push({ permission: 'User and access management > View members', scope: 'all' })
  return { ...directory.principal(), access: accessOf(grants) }
}

onBothEngines('The list of users, against a model', (_engine, open) => {
  let db: Db
  before(async () => {
    db = (await open()).db
  })

  test('answers every combination of filters, sort and caller with the right users, each of them once', async () => {
    const questions = fc.array(fc.tuple(caller, question), { minLength: 20, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 40, size: 'max' }), questions, async (people, asked) => {
        const world = await build(db, people)
        for (const [who, one] of asked) {
          const principal = principalOf(world, who)
          const query = asQuery(world, one)
          const wanted = expected(world, who, one)
          const got = []
          for (let offset: number | null = 0; offset !== null; ) {
            const page = await listUsers({ db, clock }, principal, { ...query, offset })
            assert.equal(page.page.totalResults, wanted.length)
            assert.ok(page.results.length <= one.limit)
            got.push(...page.results)
            offset = page.page.nextPageOffset
          }
          assert.deepEqual(
            got.map(({ key }) => key),
            wanted.map(({ key }) => key),
          )
          assert.deepEqual(
            got.map(({ access }) => access.hasOrganizationRoles),
            wanted.map(({ isMember }) => isMember),
          )
        }
      }),
      { numRuns: 20 },
    )
  })
})
