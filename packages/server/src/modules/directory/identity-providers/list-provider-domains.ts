import type { Parts } from '../../../db/parts.ts'
import { selectProviderDomains } from './assigned-providers-repository.ts'

/** Every domain of e-mails that belongs to one of the organization's providers, in order */
export const listProviderDomains = (
  { db }: Parts,
  organizationKey: string,
): Promise<{ domain: string; providerKey: string }[]> => selectProviderDomains(db, organizationKey)
