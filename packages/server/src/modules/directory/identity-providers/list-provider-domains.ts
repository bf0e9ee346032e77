import type { Parts } from '../../../db/parts.ts'
import type { ProviderDomain } from './provider-domain.ts'
import { selectOwnedDomains, selectProviderDomains } from './provider-domains-repository.ts'

/** The domains of e-mails that belong to a provider, in order */
export const listProviderDomains = ({ db }: Parts, organizationKey: string, key: string): Promise<ProviderDomain[]> =>
  selectProviderDomains(db, organizationKey, key)

/** Those of these domains that belong to any provider of the organization, in order */
export const listOwnedDomains = (
  { db }: Parts,
  organizationKey: string,
  domains: readonly string[],
): Promise<ProviderDomain[]> => selectOwnedDomains(db, organizationKey, domains)
