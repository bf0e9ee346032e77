import { randomUUID } from 'node:crypto'
import type { Context } from '../../../src/context.ts'
import { transaction } from '../../../src/db/transaction.ts'
import { createApiClient } from '../../../src/modules/api-clients/clients/create-api-client.ts'
import { seedApplicationRoles } from '../../../src/modules/applications/application-roles/seed-application-roles.ts'
import { seedAssets } from '../../../src/modules/applications/assets/seed-assets.ts'
import { createEnvironment } from '../../../src/modules/applications/portfolios/create-environment.ts'
import { createPortfolio } from '../../../src/modules/applications/portfolios/create-portfolio.ts'
import { seedGroups } from '../../../src/modules/directory/groups/seed-groups.ts'
import { createIdentityProvider } from '../../../src/modules/directory/identity-providers/create-identity-provider.ts'
import { createUser } from '../../../src/modules/directory/users/create-user.ts'
import { enqueueMail } from '../../../src/modules/foundation/mail/enqueue-mail.ts'
import {
  type PermissionName,
  permissionNamed,
  permissions,
} from '../../../src/modules/foundation/permissions/permission-catalogue.ts'
import { systemPrincipal } from '../../../src/modules/foundation/permissions/principal.ts'
import { createOrganizationRole } from '../../../src/modules/members/organization-roles/create-organization-role.ts'
import { seedOrganizationRoleGrants } from '../../../src/modules/members/organization-roles/seed-organization-role-grants.ts'
import { createRegisteredApi } from '../../../src/modules/relying-parties/registered-apis/create-registered-api.ts'
import { createRelyingParty } from '../../../src/modules/relying-parties/registrations/create-relying-party.ts'
import { setUpOrganization } from '../../../src/modules/set-up/organization-setup/set-up-organization.ts'

/** What random choices are made with. */
export interface Choices {
  /** 0 to `most`, both included */
  number(most: number): number
  one<T>(values: readonly T[]): T
  some<T>(values: readonly T[], most: number): T[]
}

/** Keys of what there is, of each kind. Operations add to it. */
export interface Pools {
  organizationKey: string
  host: string
  users: string[]
  emails: string[]
  organizationRoles: string[]
  clients: string[]
  providers: string[]
  relyingParties: string[]
  registeredApis: string[]
  portfolios: string[]
  environments: string[]
  assets: string[]
  applicationRoles: string[]
  groups: string[]
  mails: string[]
}

const controlling = permissions.filter(({ controlsAccess }) => controlsAccess).map(({ fullName }) => fullName)
const others: PermissionName[] = [
  'Asset management > Change',
  'Mentor > Use',
  'Portfolio management > Manage portfolio',
]
const selectable = [...controlling, ...others]

/** Permissions for a role or a client, most of which control access, some in one environment alone. */
export const randomPermissions = (choices: Choices, environments: readonly string[], most = 3) =>
  [choices.one(selectable), ...choices.some(selectable, most)].map((name) => ({
    name,
    ...(permissionNamed(name).allowsEnvironments && choices.number(1) === 1
      ? { environmentKeys: [choices.one(environments)] }
      : {}),
  }))

/** Two portfolios, and in them what can be controlled: users with all kinds of grants, clients, a provider, a group. */
export function randomOrganization(context: Context, choices: Choices): Promise<Pools> {
  const host = `${randomUUID()}.example.com`
  return transaction(context, async (parts) => {
    const setUp = await setUpOrganization(parts, { name: 'Random', domain: host, command: 'model' })
    const organizationKey = setUp.organization.key
    const system = systemPrincipal(organizationKey, 'model')
    const { key: otherPortfolio } = await createPortfolio(parts, system, { name: 'Other' })
    const stage = { name: 'Other stage', purpose: 'NonProduction', portfolioKey: otherPortfolio } as const
    const { key: otherStage } = await createEnvironment(parts, system, stage)
    const [development = ''] = setUp.environments.map(({ key }) => key)
    const environments = [...setUp.environments.map(({ key }) => key), otherStage]
    const portfolios = [setUp.portfolioKey, otherPortfolio]
    const assets = await seedAssets(parts, organizationKey, [
      { portfolioKey: setUp.portfolioKey, name: 'Shop', environmentKeys: [development] },
      { portfolioKey: otherPortfolio, name: 'Other shop', environmentKeys: [otherStage] },
    ])
    const assetKeys = assets.map(({ key }) => key)
    const applicationRoles = await seedApplicationRoles(
      parts,
      organizationKey,
      [development, otherStage].map((environmentKey, index) => ({
        name: `Role ${index}`,
        assetKey: assetKeys[index] ?? '',
        environmentKeys: [environmentKey],
      })),
    )
    const organizationRoles = [setUp.administratorRoleKey, setUp.developerRoleKey]
    for (let index = 0; index < 3; index++) {
      const request = { name: `Role ${index}`, permissions: randomPermissions(choices, environments) }
      organizationRoles.push((await createOrganizationRole(parts, system, request)).orgRoleKey)
    }
    const oidcConfiguration = {
      discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration',
      clientId: 'a',
    }
    const provider = { name: 'Provider', type: 'OIDC', oidcConfiguration } as const
    const { key: providerKey } = await createIdentityProvider(parts, system, provider)
    const users: string[] = []
    const emails: string[] = []
    for (let index = 0; index < 5; index++) {
      const email = `user${index}@example.com`
      const linked = index % 2 === 0 ? { identityProviderKey: providerKey, username: email } : {}
      const { key } = await createUser(parts, system, { email, name: `User ${index}`, ...linked })
      users.push(key)
      emails.push(email)
    }
    const startTime = new Date(parts.clock.now() + 86_400_000).toISOString()
    // The first one alone is Administrator of everything: who holds all has nothing to gain.
    const limits = [{ portfolioKey: otherPortfolio }, { assetKey: choices.one(assetKeys) }]
    const grants = users.map((userKey, index) => {
      if (index === 0) return { userKey, organizationRoleKey: setUp.administratorRoleKey }
      const organizationRoleKey = choices.one(organizationRoles)
      const isCustom = organizationRoleKey !== setUp.administratorRoleKey
      return {
        userKey,
        organizationRoleKey,
        ...choices.one(isCustom ? [{}, {}, {}, { startTime }, ...limits] : limits),
      }
    })
    await seedOrganizationRoleGrants(parts, organizationKey, grants)
    const clients: string[] = []
    for (let index = 0; index < 2; index++) {
      const selection = randomPermissions(choices, environments).map(({ name, environmentKeys }) => ({
        name,
        environments: environmentKeys ?? null,
      }))
      clients.push((await createApiClient(parts, system, { name: `Client ${index}`, permissions: selection })).key)
    }
    const groups = await seedGroups(parts, organizationKey, [
      {
        name: 'Group',
        environmentKey: development,
        applicationRoleKeys: [applicationRoles[0]?.key ?? ''],
        members: [{ userKey: users[1] ?? '', membershipType: 'Assigned' }],
      },
    ])
    const callback = 'https://app.example.com/callback'
    const api = { name: 'Orders', audience: 'https://orders.example.com', scopes: [{ name: 'read' }] }
    const { key: registeredApi } = await createRegisteredApi(parts, system, api)
    const relyingParties: string[] = []
    for (const [name, environmentKey] of [
      ['Intranet', null],
      ['Shop', development],
    ] as const) {
      relyingParties.push(
        (await createRelyingParty(parts, system, { name, type: 'web', redirectUris: [callback], environmentKey })).key,
      )
    }
    const mail = await enqueueMail(parts, organizationKey, {
      kind: 'test',
      to: { address: 'user0@example.com', name: null },
      values: {},
    })
    return {
      organizationKey,
      host,
      users,
      emails,
      organizationRoles,
      clients,
      providers: [setUp.identityProviderKey, providerKey],
      relyingParties,
      registeredApis: [registeredApi],
      portfolios,
      environments,
      assets: assetKeys,
      applicationRoles: applicationRoles.map(({ key }) => key),
      groups: groups.map(({ key }) => key),
      mails: [mail],
    }
  })
}
