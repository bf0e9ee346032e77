import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import { createMainPortfolio } from '../../applications/portfolios/create-main-portfolio.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { createBuiltInIdentityProvider } from '../../directory/identity-providers/built-in-identity-provider.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { addOrganization, type Organization } from '../../foundation/organizations/organizations-service.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import type { SigningKeyService } from '../../foundation/signing-keys/signing-keys-service.ts'
import { createBuiltInOrganizationRoles } from '../../members/organization-roles/organization-roles-service.ts'

export interface SetUpOrganization {
  organization: Organization
  portfolioKey: string
  environments: Environment[]
  identityProviderKey: string
  administratorRoleKey: string
  developerRoleKey: string
}

/**
 * A new organization with everything that each one has: main portfolio, environments, built-in roles and identity
 * provider, a signing key. The permission catalogue is the same for all and lives in the program.
 */
export async function setUpOrganization(
  trx: Db,
  { clock, signingKeys }: { clock: Clock; signingKeys: Pick<SigningKeyService, 'createFirst'> },
  { name, domain, command }: { name: string; domain: string | null; command: string },
): Promise<SetUpOrganization> {
  const organization = await addOrganization(trx, clock, { name, domain })
  const { portfolioKey, environments } = await createMainPortfolio({ db: trx, clock }, organization.key)
  const developmentKey = environments.find(({ purpose }) => purpose === 'Development')?.key ?? ''
  const roles = await createBuiltInOrganizationRoles(trx, clock, organization.key, developmentKey)
  const identityProviderKey = await createBuiltInIdentityProvider({ db: trx, clock }, organization.key)
  await signingKeys.createFirst(trx, organization.key)
  await recordChange({ db: trx, clock }, systemPrincipal(organization.key, command), {
    action: 'organization.created',
    entity: { type: 'organization', key: organization.key, name },
    after: { name, domain },
  })
  return {
    organization,
    portfolioKey,
    environments,
    identityProviderKey,
    administratorRoleKey: roles.administratorKey,
    developerRoleKey: roles.developerKey,
  }
}
