import type { Parts } from '../../../db/parts.ts'
import { selectExternalProviders } from './assigned-providers-repository.ts'
import type { ExternalProvider } from './external-provider.ts'

/** The external ones of these providers, by name */
export const listProvidersOf = (
  { db }: Parts,
  organizationKey: string,
  keys: readonly string[],
): Promise<ExternalProvider[]> => selectExternalProviders(db, organizationKey, keys)
