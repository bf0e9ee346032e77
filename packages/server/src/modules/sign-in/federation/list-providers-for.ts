import type { Parts } from '../../../db/parts.ts'
import type { AssignedProvider } from '../../directory/identity-providers/assigned-provider.ts'
import { listAssignedProviders } from '../../directory/identity-providers/list-assigned-providers.ts'
import type { SignInTarget } from './sign-in-target.ts'

/**
 * The identity providers through which people may sign in there, by name: those assigned to the organization for the
 * portal and for relying parties without a stage, those assigned to the stage for the others. The built-in one is among
 * them, unless the relying party names others alone.
 */
export async function listProvidersFor(
  parts: Parts,
  organizationKey: string,
  target: SignInTarget,
): Promise<AssignedProvider[]> {
  const environmentKey = target.kind === 'portal' ? null : target.environmentKey
  const only = target.kind === 'portal' ? null : target.identityProviderKeys
  const assigned = await listAssignedProviders(parts, organizationKey, environmentKey)
  return only === null ? assigned : assigned.filter(({ key }) => only.includes(key))
}
