import type { Parts } from '../../../db/parts.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectAssignedEnvironments } from './assigned-environments-repository.ts'
import { getStoredIdentityProvider } from './get-identity-provider.ts'
import type { Assignments } from './identity-providers-schemas.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/**
 * Who may sign in through a provider: members, and the end users of these environments.
 * @throws Problem identity_provider_not_found
 */
export async function getProviderAssignments(
  parts: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<Assignments> {
  return assignmentsOf(parts, organizationKey, await getStoredIdentityProvider(parts, organizationKey, key))
}

/** The built-in provider is for all users, in every environment. */
export async function assignmentsOf(
  parts: Parts,
  organizationKey: string,
  provider: StoredIdentityProvider,
): Promise<Assignments> {
  const environmentKeys = provider.isBuiltIn
    ? (await listEnvironments(parts, organizationKey)).map(({ key }) => key)
    : await selectAssignedEnvironments(parts.db, organizationKey, provider.key)
  return { organization: provider.isForOrganization, environmentKeys }
}
