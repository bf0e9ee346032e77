import { insertRows } from '../../../db/insert-rows.ts'
import type { PageAfter } from '../../../db/read-pages.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ClaimMapping } from './claim-mapping.ts'
import type { Group } from './group.ts'

/** A few milliseconds of SQLite's time */
const groupsAtOnce = 250

/** Somebody at an identity provider */
export interface MappedUser {
  userKey: string
  providerKey: string
}

/** Some of the mappings that name the provider, by their keys */
export function selectMappingsOfProvider(
  db: Db,
  organizationKey: string,
  providerKey: string,
  { after, limit }: PageAfter<string>,
): Promise<Pick<ClaimMapping, 'key' | 'groupKey' | 'name' | 'value' | 'valueDelimiter'>[]> {
  const mappings = db
    .selectFrom('group_claim_mappings')
    .select([
      'key',
      'group_key as groupKey',
      'claim_name as name',
      'claim_value as value',
      'value_delimiter as valueDelimiter',
    ])
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
  const next = after === undefined ? mappings : mappings.where('key', '>', after)
  return next.orderBy('key').limit(limit).execute()
}

/** The user's memberships by claims, and which of them the provider and other ones gave */
export async function selectMappedMemberships(
  db: Db,
  organizationKey: string,
  { userKey, providerKey }: MappedUser,
): Promise<{ all: Set<string>; ofProvider: Set<string>; ofOthers: Set<string> }> {
  const members = await db
    .selectFrom('group_users')
    .select('group_key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('membership_type', '=', 'Mapped')
    .execute()
  const given = await db
    .selectFrom('user_mapped_groups')
    .select(['group_keys', 'identity_provider_key'])
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .execute()
  const keys = (rows: typeof given): Set<string> =>
    new Set(rows.flatMap((row) => JSON.parse(row.group_keys) as string[]))
  return {
    all: new Set(members.map((row) => row.group_key)),
    ofProvider: keys(given.filter((row) => row.identity_provider_key === providerKey)),
    ofOthers: keys(given.filter((row) => row.identity_provider_key !== providerKey)),
  }
}

export async function insertMappedMemberships(
  db: Db,
  organizationKey: string,
  userKey: string,
  groupKeys: readonly string[],
  createdAt: string,
): Promise<void> {
  const rows = groupKeys.map((group_key) => ({
    organization_key: organizationKey,
    group_key,
    user_key: userKey,
    membership_type: 'Mapped' as const,
    created_at: createdAt,
  }))
  await insertRows(db, 'group_users', rows)
}

export async function deleteMappedMemberships(
  db: Db,
  organizationKey: string,
  userKey: string,
  groupKeys: readonly string[],
): Promise<void> {
  for await (const some of slicesOf(groupKeys, groupsAtOnce)) {
    await db
      .deleteFrom('group_users')
      .where('organization_key', '=', organizationKey)
      .where('user_key', '=', userKey)
      .where('membership_type', '=', 'Mapped')
      .where('group_key', 'in', some)
      .execute()
  }
}

/** In place of those that the provider gave before */
export async function replaceGivenGroups(
  db: Db,
  organizationKey: string,
  { userKey, providerKey }: MappedUser,
  groupKeys: readonly string[],
): Promise<void> {
  const group_keys = JSON.stringify(groupKeys)
  await db
    .insertInto('user_mapped_groups')
    .values({ organization_key: organizationKey, user_key: userKey, identity_provider_key: providerKey, group_keys })
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'user_key', 'identity_provider_key']).doUpdateSet({ group_keys }),
    )
    .execute()
}

export async function selectGroupsWithKeys(
  db: Db,
  organizationKey: string,
  groupKeys: readonly string[],
): Promise<Pick<Group, 'key' | 'name' | 'environmentKey'>[]> {
  const groups: Pick<Group, 'key' | 'name' | 'environmentKey'>[] = []
  for await (const some of slicesOf(groupKeys, groupsAtOnce)) {
    const found = await db
      .selectFrom('groups')
      .select(['key', 'name', 'environment_key as environmentKey'])
      .where('organization_key', '=', organizationKey)
      .where('key', 'in', some)
      .execute()
    groups.push(...found)
  }
  return groups
}
