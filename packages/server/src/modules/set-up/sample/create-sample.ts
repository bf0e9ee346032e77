import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { seedApplicationRoles } from '../../applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../applications/assets/seed-assets.ts'
import { seedApplicationRoleGrants } from '../../directory/assignments/seed-application-role-grants.ts'
import { type NewGroup, seedGroups } from '../../directory/groups/seed-groups.ts'
import { seedUsers } from '../../directory/users/seed-users.ts'
import {
  type NewOrganizationRoleGrant,
  seedOrganizationRoleGrants,
} from '../../members/organization-roles/seed-organization-role-grants.ts'
import { seedSignIns } from '../../sign-in/sign-ins/sign-in-days.ts'
import type { SetUpOrganization } from '../organization-setup/set-up-organization.ts'
import { samplePeople } from './sample-people.ts'

const day = 86_400_000

const sampleAssets = [
  { name: 'Customer Portal', roles: ['Customer', 'Support agent', 'Support manager'], environments: 3 },
  { name: 'Field Service', roles: ['Technician', 'Dispatcher'], environments: 3 },
  { name: 'Expense Claims', roles: ['Claimant', 'Approver', 'Auditor'], environments: 2 },
]

interface SampleRole {
  key: string
  name: string
  environmentKey: string
}

/**
 * Assets with application roles, and people who hold them directly and through groups: for lists, filters and pages.
 */
export function createSample(parts: Parts<'clock'>, setUp: SetUpOrganization): Promise<void> {
  return transaction(parts, async (parts) => {
    const { key } = setUp.organization
    const roles = await seedRoles(parts, setUp)
    const userKeys = await seedPeople(parts, setUp)
    await seedSignIns(parts, key, loginTimes(parts))
    await seedGroups(parts, key, sampleGroups(setUp, roles, userKeys))
    await seedApplicationRoleGrants(parts, key, sampleGrants(roles, userKeys))
    await seedOrganizationRoleGrants(parts, key, sampleOrganizationRoleGrants(parts, setUp, userKeys))
  })
}

async function seedRoles(parts: Parts<'clock'>, setUp: SetUpOrganization): Promise<SampleRole[]> {
  const { organization, portfolioKey, environments } = setUp
  const environmentKeys = environments.map(({ key }) => key)
  const assets = await seedAssets(
    parts,
    organization.key,
    sampleAssets.map(({ name, environments: count }) => ({
      name,
      portfolioKey,
      environmentKeys: environmentKeys.slice(0, count),
    })),
  )
  return seedApplicationRoles(
    parts,
    organization.key,
    sampleAssets.flatMap(({ roles, environments: count }, index) =>
      roles.map((name) => ({
        name,
        assetKey: assets[index]?.key ?? '',
        environmentKeys: environmentKeys.slice(0, count),
      })),
    ),
  )
}

function seedPeople(parts: Parts<'clock'>, setUp: SetUpOrganization): Promise<string[]> {
  const { organization, environments, identityProviderKey } = setUp
  const users = samplePeople.map(({ name, email, status, lastLoginDaysAgo }, index) => {
    const environment = environments[index % environments.length]
    const logins =
      lastLoginDaysAgo === undefined || !environment
        ? []
        : [{ environmentKey: environment.key, lastLoginAt: toTimestamp(parts.clock.now() - lastLoginDaysAgo * day) }]
    return {
      name,
      email,
      status,
      isEmailVerified: status === 'Active' || status === 'Inactive',
      isTermsAccepted: status === 'Active',
      profiles: [{ identityProviderKey, username: email }],
      logins,
    }
  })
  return seedUsers(parts, organization.key, users)
}

/** The last sign-ins of the people: the count of the days has them, too. */
const loginTimes = ({ clock }: Parts<'clock'>): number[] =>
  samplePeople.flatMap(({ lastLoginDaysAgo }) =>
    lastLoginDaysAgo === undefined ? [] : [clock.now() - lastLoginDaysAgo * day],
  )

/** In each environment, a group of every fourth person and one of every seventh, with some of its roles. */
function sampleGroups({ environments }: SetUpOrganization, roles: SampleRole[], userKeys: string[]): NewGroup[] {
  const every = (n: number) =>
    userKeys.filter((_, index) => index % n === 0).map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
  return environments.flatMap(({ key: environmentKey, name }) => {
    const named = (...names: string[]): string[] =>
      roles.filter((role) => role.environmentKey === environmentKey && names.includes(role.name)).map(({ key }) => key)
    return [
      {
        environmentKey,
        name: 'Support',
        description: `Answers customers in ${name}`,
        applicationRoleKeys: named('Support agent'),
        members: every(4),
      },
      {
        environmentKey,
        name: 'Operations',
        description: `Plans and does the work in ${name}`,
        applicationRoleKeys: named('Technician', 'Dispatcher'),
        members: every(7),
      },
    ]
  })
}

/** Every third person holds one role directly, each the next role of the list. */
const sampleGrants = (roles: SampleRole[], userKeys: string[]): { userKey: string; applicationRoleKey: string }[] =>
  userKeys.flatMap((userKey, index) => {
    const role = roles[(index / 3) % roles.length]
    return index % 3 === 0 && role ? [{ userKey, applicationRoleKey: role.key }] : []
  })

/** Two Administrators and eight Developers, one of them for 90 days. */
const sampleOrganizationRoleGrants = (
  { clock }: Parts<'clock'>,
  { administratorRoleKey, developerRoleKey, portfolioKey }: SetUpOrganization,
  userKeys: string[],
): NewOrganizationRoleGrant[] =>
  userKeys.slice(0, 10).map((userKey, index) => ({
    userKey,
    organizationRoleKey: index < 2 ? administratorRoleKey : developerRoleKey,
    ...(index < 2 ? {} : { portfolioKey }),
    ...(index === 9 ? { startTime: toTimestamp(clock.now()), endTime: toTimestamp(clock.now() + 90 * day) } : {}),
  }))
