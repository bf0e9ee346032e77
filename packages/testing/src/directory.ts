import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Clock } from '@portico/server/config/clock.ts'
import { foldedName } from '@portico/server/db/folded-columns.ts'
import type { Db } from '@portico/server/db/transaction.ts'
import { transaction } from '@portico/server/db/transaction.ts'
import {
  type NewApplicationRole,
  seedApplicationRoles,
} from '@portico/server/modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '@portico/server/modules/applications/assets/seed-assets.ts'
import { createMainPortfolio } from '@portico/server/modules/applications/portfolios/create-main-portfolio.ts'
import type { Environment } from '@portico/server/modules/applications/portfolios/environment.ts'
import { seedApplicationRoleGrants } from '@portico/server/modules/directory/assignments/seed-application-role-grants.ts'
import { type NewGroup, seedGroups } from '@portico/server/modules/directory/groups/seed-groups.ts'
import { createBuiltInIdentityProvider } from '@portico/server/modules/directory/identity-providers/built-in-identity-provider.ts'
import { type NewUser, seedUsers } from '@portico/server/modules/directory/users/seed-users.ts'
import { createOrganization } from '@portico/server/modules/foundation/organizations/create-organization.ts'
import { accessOfSelection, fullAccess } from '@portico/server/modules/foundation/permissions/grants.ts'
import type { PermissionName } from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import type { Environments } from '@portico/server/modules/foundation/permissions/scope.ts'
import { createBuiltInOrganizationRoles } from '@portico/server/modules/members/organization-roles/create-built-in-organization-roles.ts'
import {
  type NewOrganizationRoleGrant,
  seedOrganizationRoleGrants,
} from '@portico/server/modules/members/organization-roles/seed-organization-role-grants.ts'
import { contentsOf } from './contents.ts'

/** An application role as `seedApplicationRoles` creates it. */
export type ApplicationRole = Awaited<ReturnType<typeof seedApplicationRoles>>[number]

/** An organization of its own to put users into. */
export interface Directory {
  organizationKey: string
  portfolioKey: string
  development: Environment
  test: Environment
  production: Environment
  builtInKey: string
  administratorKey: string
  developerKey: string
  /** A caller with these permissions: a name alone holds everywhere, or in the environments that are named. */
  principal(...permissions: (PermissionName | [PermissionName, Environments])[]): Principal
  /** A caller with every permission */
  administrator: Principal
  assets(...names: string[]): Promise<string[]>
  roles(...roles: NewApplicationRole[]): Promise<ApplicationRole[]>
  users(...users: Partial<NewUser>[]): Promise<string[]>
  groups(...groups: (Partial<NewGroup> & { environmentKey: string })[]): Promise<string[]>
  grant(...grants: [userKey: string, applicationRoleKey: string][]): Promise<void>
  grantOrganizationRole(...grants: NewOrganizationRoleGrant[]): Promise<void>
  /** An external identity provider. @returns its key */
  identityProvider(name: string): Promise<string>
}

/** Creates the organization with its stages, its built-in roles and its built-in identity provider. */
export async function createDirectory(db: Db, clock: Clock): Promise<Directory> {
  const { organization, main, roles, builtInKey } = await transaction({ db, clock }, async (parts) => {
    const domain = `${randomUUID()}.example.com`
    const organization = await createOrganization(parts, { name: 'Test', domain })
    const main = await createMainPortfolio(parts, organization.key)
    const roles = await createBuiltInOrganizationRoles(parts, organization.key, main.environments[0]?.key ?? '')
    const builtInKey = await createBuiltInIdentityProvider(parts, organization.key)
    return { organization, main, roles, builtInKey }
  })
  const [development, test, production] = main.environments as [Environment, Environment, Environment]
  const { portfolioKey } = main
  const organizationKey = organization.key
  const actor = { type: 'api-client', key: null, name: 'test', address: null, traceId: null } as const
  return {
    organizationKey,
    portfolioKey,
    development,
    test,
    production,
    builtInKey,
    ...roles,
    administrator: { organizationKey, actor, access: fullAccess },
    principal: (...permissions) => ({
      organizationKey,
      actor,
      access: accessOfSelection(
        permissions.map((given) => {
          const [permission, environments] = typeof given === 'string' ? [given, 'all' as const] : given
          return { permission, environments }
        }),
      ),
    }),
    async assets(...names) {
      const environmentKeys = main.environments.map(({ key }) => key)
      const assets = names.map((name) => ({ portfolioKey, name, environmentKeys }))
      return (await seedAssets({ db, clock }, organizationKey, assets)).map(({ key }) => key)
    },
    roles: (...list) => seedApplicationRoles({ db, clock }, organizationKey, list),
    users: (...users) =>
      seedUsers(
        { db, clock },
        organizationKey,
        users.map((user) => ({ name: null, email: null, status: 'Active', ...user })),
      ),
    async groups(...groups) {
      const rows = groups.map((group) => ({ name: randomUUID(), applicationRoleKeys: [], members: [], ...group }))
      return (await seedGroups({ db, clock }, organizationKey, rows)).map(({ key }) => key)
    },
    grant: (...grants) =>
      seedApplicationRoleGrants(
        { db, clock },
        organizationKey,
        grants.map(([userKey, applicationRoleKey]) => ({ userKey, applicationRoleKey })),
      ),
    grantOrganizationRole: (...grants) => seedOrganizationRoleGrants({ db, clock }, organizationKey, grants),
    async identityProvider(name) {
      const key = randomUUID()
      const now = new Date(clock.now()).toISOString()
      await db
        .insertInto('identity_providers')
        .values({
          organization_key: organizationKey,
          key,
          name,
          name_folded: foldedName(name),
          type: 'OIDC',
          subtype: 'Custom',
          is_built_in: 0,
          created_at: now,
          updated_at: now,
        })
        .execute()
      return key
    },
  }
}

/** Runs `work` and checks that it left every row of every table as it was. */
export async function storingNothing(db: Db, work: () => Promise<unknown>): Promise<void> {
  const before = await contentsOf(db)
  await work()
  assert.deepEqual(await contentsOf(db), before)
}
