import { type Selectable, sql } from 'kysely'
import { countSome } from '../../../db/count-some.ts'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { fromFlag, toFlag } from '../../../db/flag.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { like } from '../../../db/like.ts'
import type { PageAfter } from '../../../db/read-pages.ts'
import { withRowLock } from '../../../db/row-locks.ts'
import type { IdentityProviderTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { IdentityProvider } from './identity-providers-schemas.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const toColumns = (provider: StoredIdentityProvider) => ({
  name: provider.name,
  name_folded: foldedName(provider.name),
  subtype: provider.subtype,
  email_trust_type: provider.emailTrustType,
  hosting: provider.hosting,
  auto_create_profiles: toFlag(provider.autoCreateProfiles),
  profile_linking_field: provider.profileLinkingField,
  oidc: json(provider.oidc),
  client_secret_encrypted: provider.clientSecretEncrypted,
  saml: json(provider.saml),
  token_normalizations: json(provider.tokenNormalizations),
  is_for_organization: toFlag(provider.isForOrganization),
  trusts_second_factor: toFlag(provider.trustsSecondFactor),
  updated_at: provider.updatedAt,
})

export async function insertIdentityProvider(
  db: Db,
  organizationKey: string,
  provider: StoredIdentityProvider,
): Promise<void> {
  await db
    .insertInto('identity_providers')
    .values({
      organization_key: organizationKey,
      key: provider.key,
      type: provider.type,
      is_built_in: toFlag(provider.isBuiltIn),
      created_at: provider.updatedAt,
      ...toColumns(provider),
    })
    .execute()
}

export async function countIdentityProviders(db: Db, organizationKey: string): Promise<number> {
  const { providers } = await db
    .selectFrom('identity_providers')
    .select((eb) => eb.fn.countAll<number>().as('providers'))
    .where('organization_key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  return Number(providers)
}

export async function updateIdentityProviderRow(
  db: Db,
  organizationKey: string,
  provider: StoredIdentityProvider,
): Promise<void> {
  await db
    .updateTable('identity_providers')
    .set(toColumns(provider))
    .where('organization_key', '=', organizationKey)
    .where('key', '=', provider.key)
    .execute()
}

export async function selectIdentityProviders(
  db: Db,
  organizationKey: string,
  { key, namePattern }: { key?: string; namePattern?: string },
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<StoredIdentityProvider>> {
  let providers = db.selectFrom('identity_providers').where('organization_key', '=', organizationKey)
  if (key) providers = providers.where('key', '=', key)
  if (namePattern) providers = providers.where(like('name_folded', namePattern))
  const rows = await providers.selectAll().orderBy('name_folded').orderBy('key').limit(limit).offset(offset).execute()
  const { total } = await providers.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map(providerFromRow), total: Number(total) }
}

/** In the order of their keys */
export async function selectIdentityProvidersOfType(
  db: Db,
  organizationKey: string,
  type: StoredIdentityProvider['type'],
  { after, limit }: PageAfter<string>,
): Promise<StoredIdentityProvider[]> {
  let providers = db
    .selectFrom('identity_providers')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('type', '=', type)
  if (after !== undefined) providers = providers.where('key', '>', after)
  return (await providers.orderBy('key').limit(limit).execute()).map(providerFromRow)
}

/** Reads a provider for a change: nobody else changes it or adds a reference to it before the transaction ends. */
export async function lockIdentityProvider(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<StoredIdentityProvider | undefined> {
  const provider = db
    .selectFrom('identity_providers')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
  const row = await withRowLock(db, provider, 'identity_providers').executeTakeFirst()
  return row && providerFromRow(row)
}

/** What SAML has kept of its sign-ins goes first: there may be very many. */
export async function deleteIdentityProviderRow(db: Db, organizationKey: string, key: string): Promise<void> {
  const where = sql<boolean>`organization_key = ${organizationKey} and identity_provider_key = ${key}`
  const ofProvider = ['organization_key', 'identity_provider_key'] as const
  await deleteInSlices(db, { table: 'saml_names', primaryKey: [...ofProvider, 'name_hash'], where })
  await deleteInSlices(db, { table: 'saml_messages', primaryKey: [...ofProvider, 'message_hash'], where })
  await db
    .deleteFrom('identity_providers')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** How many users have a profile at the provider, and how many mappings name it, each up to 1,000 */
export async function countUses(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<{ profiles: number; mappings: number }> {
  const profiles = db
    .selectFrom('user_identities')
    .select('user_key as key')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', key)
  const mappings = db
    .selectFrom('group_claim_mappings')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', key)
  return { profiles: await countSome(db, profiles), mappings: await countSome(db, mappings) }
}

/** The keys of the users who have a profile at the provider, as a query: there may be very many. */
export const usersLinkedTo = (db: Db, organizationKey: string, key: string) =>
  db
    .selectFrom('user_identities as i')
    .select('i.user_key')
    .where('i.organization_key', '=', organizationKey)
    .where('i.identity_provider_key', '=', key)

export async function selectBuiltInIdentityProviderKey(db: Db, organizationKey: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('is_built_in', '=', 1)
    .executeTakeFirst()
  return row?.key
}

export async function existsIdentityProvider(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

const providerFromRow = (row: Selectable<IdentityProviderTable>): StoredIdentityProvider => ({
  key: row.key,
  name: row.name,
  type: row.type,
  subtype: row.subtype as IdentityProvider['subtype'],
  isBuiltIn: fromFlag(row.is_built_in),
  emailTrustType: row.email_trust_type,
  hosting: row.hosting,
  autoCreateProfiles: fromFlag(row.auto_create_profiles),
  profileLinkingField: row.profile_linking_field,
  oidc: row.oidc === null ? null : JSON.parse(row.oidc),
  clientSecretEncrypted: row.client_secret_encrypted,
  saml: row.saml === null ? null : JSON.parse(row.saml),
  tokenNormalizations: row.token_normalizations === null ? null : JSON.parse(row.token_normalizations),
  isForOrganization: fromFlag(row.is_for_organization),
  trustsSecondFactor: fromFlag(row.trusts_second_factor),
  updatedAt: row.updated_at,
})
