import type { Db } from '../../../db/transaction.ts'
import type { AllowedUsers } from './relying-party.ts'

/** What a relying party names of the directory */
export interface RelyingPartyLinks {
  applicationRoleKeys: string[]
  groupKeys: string[]
  identityProviderKeys: string[]
}

const noLinks: RelyingPartyLinks = { applicationRoleKeys: [], groupKeys: [], identityProviderKeys: [] }

export const linksOf = (allowedUsers: AllowedUsers, identityProviderKeys: string[] | null): RelyingPartyLinks => ({
  ...noLinks,
  ...allowedUsers,
  identityProviderKeys: identityProviderKeys ?? [],
})

/** What the relying parties name, by their keys; nothing for those that are not in the map */
export async function selectLinks(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<Map<string, RelyingPartyLinks>> {
  const found = new Map(
    keys.map((key) => [key, { applicationRoleKeys: [], groupKeys: [], identityProviderKeys: [] } as RelyingPartyLinks]),
  )
  if (keys.length === 0) return found
  const roles = await db
    .selectFrom('relying_party_application_roles')
    .select(['relying_party_key', 'application_role_key'])
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', 'in', keys)
    .orderBy('application_role_key')
    .execute()
  for (const row of roles) found.get(row.relying_party_key)?.applicationRoleKeys.push(row.application_role_key)
  const groups = await db
    .selectFrom('relying_party_groups')
    .select(['relying_party_key', 'group_key'])
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', 'in', keys)
    .orderBy('group_key')
    .execute()
  for (const row of groups) found.get(row.relying_party_key)?.groupKeys.push(row.group_key)
  const providers = await db
    .selectFrom('relying_party_identity_providers')
    .select(['relying_party_key', 'identity_provider_key'])
    .where('organization_key', '=', organizationKey)
    .where('relying_party_key', 'in', keys)
    .orderBy('identity_provider_key')
    .execute()
  for (const row of providers) found.get(row.relying_party_key)?.identityProviderKeys.push(row.identity_provider_key)
  return found
}

/** Replaces what a relying party names. */
export async function replaceLinks(
  db: Db,
  organizationKey: string,
  relyingPartyKey: string,
  { applicationRoleKeys, groupKeys, identityProviderKeys }: RelyingPartyLinks,
): Promise<void> {
  const row = { organization_key: organizationKey, relying_party_key: relyingPartyKey }
  for (const table of [
    'relying_party_application_roles',
    'relying_party_groups',
    'relying_party_identity_providers',
  ] as const) {
    await db
      .deleteFrom(table)
      .where('organization_key', '=', organizationKey)
      .where('relying_party_key', '=', relyingPartyKey)
      .execute()
  }
  if (applicationRoleKeys.length > 0) {
    const rows = applicationRoleKeys.map((application_role_key) => ({ ...row, application_role_key }))
    await db.insertInto('relying_party_application_roles').values(rows).execute()
  }
  if (groupKeys.length > 0) {
    const rows = groupKeys.map((group_key) => ({ ...row, group_key }))
    await db.insertInto('relying_party_groups').values(rows).execute()
  }
  if (identityProviderKeys.length > 0) {
    const rows = identityProviderKeys.map((identity_provider_key) => ({ ...row, identity_provider_key }))
    await db.insertInto('relying_party_identity_providers').values(rows).execute()
  }
}
