import { insertRows } from '../../../db/insert-rows.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ProviderDomain } from './provider-domain.ts'

const selectDomains = (db: Db, organizationKey: string) =>
  db
    .selectFrom('identity_provider_domains')
    .select(['domain', 'identity_provider_key as providerKey'])
    .where('organization_key', '=', organizationKey)
    .orderBy('domain')

/** Of one provider, in order */
export const selectProviderDomains = (db: Db, organizationKey: string, key: string): Promise<ProviderDomain[]> =>
  selectDomains(db, organizationKey).where('identity_provider_key', '=', key).execute()

/** Those of these domains that belong to a provider, in order */
export async function selectOwnedDomains(
  db: Db,
  organizationKey: string,
  domains: readonly string[],
): Promise<ProviderDomain[]> {
  if (domains.length === 0) return []
  return selectDomains(db, organizationKey).where('domain', 'in', domains).execute()
}

/** Replaces the domains of a provider. One that another provider has is refused by the primary key. */
export async function replaceProviderDomains(
  db: Db,
  organizationKey: string,
  providerKey: string,
  domains: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('identity_provider_domains')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
    .execute()
  const rows = domains.map((domain) => ({
    organization_key: organizationKey,
    domain,
    identity_provider_key: providerKey,
  }))
  await insertRows(db, 'identity_provider_domains', rows)
}

/** The keys of the users with e-mails in these domains, as a query: there may be very many. */
export const usersWithDomains = (db: Db, organizationKey: string, domains: readonly string[]) =>
  db
    .selectFrom('users as u')
    .select('u.key as user_key')
    .where('u.organization_key', '=', organizationKey)
    .where('u.email_domain', 'in', domains)
