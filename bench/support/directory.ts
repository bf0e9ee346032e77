import type { Context } from '../../packages/server/src/context.ts'
import type { Db } from '../../packages/server/src/db/transaction.ts'
import { transaction } from '../../packages/server/src/db/transaction.ts'
import { seedApplicationRoles } from '../../packages/server/src/modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../packages/server/src/modules/applications/assets/seed-assets.ts'
import { seedApplicationRoleGrants } from '../../packages/server/src/modules/directory/assignments/seed-application-role-grants.ts'
import { type NewGroup, seedGroups } from '../../packages/server/src/modules/directory/groups/seed-groups.ts'
import { seedUsers } from '../../packages/server/src/modules/directory/users/seed-users.ts'
import { seedOrganizationRoleGrants } from '../../packages/server/src/modules/members/organization-roles/seed-organization-role-grants.ts'
import { fillManagement } from './management.ts'

const users = 100_000
const groups = 10_000
const members = 15
const assets = 100
const definitions = 333
const organizationRoleHolders = 3_000
/** What one group and one role have in the lists of large ones */
const many = 20_000

/** Keys to ask for: of each kind, some as there are most of, and one that many users are linked to. */
export interface Directory {
  users: string[]
  groups: string[]
  roles: string[]
  organizationRoles: string[]
  environments: string[]
  portfolio: string
  asset: string
  largeGroup: string
  largeRole: string
}

/**
 * An organization of 100,000 users, 10,000 groups with 15 members and two roles each, and 1,000 application roles, that
 * a hundred users each hold directly. Half of the users have signed in.
 */
export async function fillDirectory({ database: { db }, clock }: Context, organizationKey: string): Promise<Directory> {
  const environments = await keysOf(db, 'environments', organizationKey)
  const [portfolio = ''] = await keysOf(db, 'portfolios', organizationKey)
  const [provider = ''] = await keysOf(db, 'identity_providers', organizationKey)
  const place = { db, clock, organizationKey }
  const userKeys: string[] = []
  for (let first = 0; first < users; first += 10_000) {
    const people = Array.from({ length: 10_000 }, (_, n) => person(first + n, environments, provider))
    userKeys.push(...(await seedUsers({ db, clock }, organizationKey, people)))
  }
  const pick = (n: number): string => userKeys[(n * 7_919) % users] ?? ''
  const roles = await addRoles(place, environments, portfolio)
  const assigned = (count: number, from: number) =>
    Array.from({ length: count }, (_, n) => ({ userKey: pick(from + n), membershipType: 'Assigned' as const }))
  const ofEnvironment = Map.groupBy(roles, ({ environmentKey }) => environmentKey)
  const plain = Array.from({ length: groups }, (_, n): NewGroup => {
    const environmentKey = environments[n % environments.length] ?? ''
    const own = ofEnvironment.get(environmentKey) ?? []
    const roleKeys = [n, n + 7].map((index) => own[Math.floor(index / 3) % own.length]?.key ?? '')
    const name = `Group ${String(n).padStart(5, '0')}`
    return { environmentKey, name, applicationRoleKeys: roleKeys, members: assigned(members, n * members) }
  })
  const large = { environmentKey: environments[0] ?? '', name: 'Large', applicationRoleKeys: [] }
  const { groupKeys, largeRole } = await transaction({ db, clock }, async (parts) => {
    const made = await seedGroups(parts, organizationKey, [...plain, { ...large, members: assigned(many, 0) }])
    const spread = userKeys.map((userKey, n) => ({ userKey, applicationRoleKey: roles[n % roles.length]?.key ?? '' }))
    const largeRole = roles[0]?.key ?? ''
    const more = spread.filter((grant) => grant.applicationRoleKey !== largeRole).slice(0, many)
    const all = [...spread, ...more.map(({ userKey }) => ({ userKey, applicationRoleKey: largeRole }))]
    await seedApplicationRoleGrants(parts, organizationKey, all)
    return { groupKeys: made.map(({ key }) => key), largeRole }
  })
  const organizationRoles = await fillManagement(place, { userKeys, groupKeys, provider })
  await seedOrganizationRoleGrants(
    { db, clock },
    organizationKey,
    Array.from({ length: organizationRoleHolders }, (_, n) => ({
      userKey: pick(n),
      organizationRoleKey: organizationRoles[n % organizationRoles.length] ?? '',
    })),
  )
  const some = (keys: string[]): string[] => keys.filter((_, n) => n % Math.ceil(keys.length / 100) === 1)
  return {
    users: some(userKeys),
    groups: some(groupKeys.slice(0, groups)),
    roles: some(roles.map(({ key }) => key)),
    organizationRoles: some(organizationRoles),
    environments,
    portfolio,
    asset: roles[0]?.assetKey ?? '',
    largeGroup: groupKeys.at(-1) ?? '',
    largeRole,
  }
}

function person(n: number, environments: string[], identityProviderKey: string) {
  const environmentKey = environments[n % environments.length] ?? ''
  const lastLoginAt = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()
  return {
    name: `User ${String(n).padStart(7, '0')}`,
    email: `user${n}@example${n % 50}.com`,
    status: n % 20 === 0 ? ('Inactive' as const) : ('Active' as const),
    profiles: [{ identityProviderKey, username: `user${n}@example${n % 50}.com` }],
    logins: n % 2 === 0 ? [{ environmentKey, lastLoginAt }] : [],
  }
}

const addRoles = (
  { db, clock, organizationKey }: { db: Db; clock: Context['clock']; organizationKey: string },
  environmentKeys: string[],
  portfolioKey: string,
) =>
  transaction({ db, clock }, async (parts) => {
    const named = Array.from({ length: assets }, (_, n) => ({ name: `Asset ${n}`, portfolioKey, environmentKeys }))
    const made = await seedAssets(parts, organizationKey, named)
    const roles = Array.from({ length: definitions }, (_, n) => ({
      name: `Role ${n}`,
      assetKey: made[n % assets]?.key ?? '',
      environmentKeys,
    }))
    return seedApplicationRoles(parts, organizationKey, roles)
  })

async function keysOf(
  db: Db,
  table: 'environments' | 'portfolios' | 'identity_providers',
  organizationKey: string,
): Promise<string[]> {
  const rows = await db.selectFrom(table).select('key').where('organization_key', '=', organizationKey).execute()
  return rows.map(({ key }) => key)
}
