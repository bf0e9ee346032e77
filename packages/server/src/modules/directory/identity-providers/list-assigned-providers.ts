import type { Parts } from '../../../db/parts.ts'
import type { AssignedProvider } from './assigned-provider.ts'
import { selectAssignedProviders } from './assigned-providers-repository.ts'

/**
 * The providers that may be used in an environment, or for the organization where it is null, by name. The built-in one
 * may be used everywhere.
 */
export const listAssignedProviders = (
  { db }: Parts,
  organizationKey: string,
  environmentKey: string | null,
): Promise<AssignedProvider[]> => selectAssignedProviders(db, organizationKey, environmentKey)
