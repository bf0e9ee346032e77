import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { createMainPortfolio } from '../../applications/portfolios/create-main-portfolio.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { createBuiltInIdentityProvider } from '../../directory/identity-providers/built-in-identity-provider.ts'
import { nameSubjects } from '../../foundation/audit/name-subjects.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { createOrganization } from '../../foundation/organizations/create-organization.ts'
import type { Organization } from '../../foundation/organizations/organization.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { addSigningKey } from '../../foundation/signing-keys/add-signing-key.ts'
import { newKeyPair } from '../../foundation/signing-keys/key-pair.ts'
import { createBuiltInOrganizationRoles } from '../../members/organization-roles/create-built-in-organization-roles.ts'

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
 * @param command the command that the audit trail names
 * @throws Problem domain_invalid, domain_taken
 */
export async function setUpOrganization(
  parts: Parts<'clock' | 'vault'>,
  { name, domain, command }: { name: string; domain: string | null; command: string },
): Promise<SetUpOrganization> {
  const signing = await newKeyPair('ES256')
  return transaction(parts, async (parts) => {
    const organization = await createOrganization(parts, { name, domain })
    const { portfolioKey, environments } = await createMainPortfolio(parts, organization.key)
    const developmentKey = environments.find(({ purpose }) => purpose === 'Development')?.key ?? ''
    const roles = await createBuiltInOrganizationRoles(parts, organization.key, developmentKey)
    await nameSubjects(parts, organization.key, [
      ...environments,
      { key: roles.administratorKey, name: 'Administrator' },
      { key: roles.developerKey, name: 'Developer' },
    ])
    const identityProviderKey = await createBuiltInIdentityProvider(parts, organization.key)
    await addSigningKey(parts, organization.key, signing)
    await recordChange(parts, systemPrincipal(organization.key, command), {
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
  })
}
