import type { GroupClaimMappingTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ClaimMapping } from './claim-mapping.ts'

const fromRow = (row: GroupClaimMappingTable): ClaimMapping => ({
  key: row.key,
  groupKey: row.group_key,
  providerKey: row.identity_provider_key,
  name: row.claim_name,
  value: row.claim_value,
  valueDelimiter: row.value_delimiter,
  updatedAt: row.updated_at,
})

const toColumns = ({ providerKey, name, value, valueDelimiter, updatedAt }: ClaimMapping) => ({
  identity_provider_key: providerKey,
  claim_name: name,
  claim_value: value,
  value_delimiter: valueDelimiter,
  updated_at: updatedAt,
})

export async function insertClaimMapping(db: Db, organizationKey: string, mapping: ClaimMapping): Promise<void> {
  await db
    .insertInto('group_claim_mappings')
    .values({
      organization_key: organizationKey,
      key: mapping.key,
      group_key: mapping.groupKey,
      created_at: mapping.updatedAt,
      ...toColumns(mapping),
    })
    .execute()
}

export async function countClaimMappings(db: Db, organizationKey: string, groupKey: string): Promise<number> {
  const { mappings } = await db
    .selectFrom('group_claim_mappings')
    .select((eb) => eb.fn.countAll<number>().as('mappings'))
    .where('organization_key', '=', organizationKey)
    .where('group_key', '=', groupKey)
    .executeTakeFirstOrThrow()
  return Number(mappings)
}

/** In the order in which they were made. */
export async function selectClaimMappings(
  db: Db,
  organizationKey: string,
  groupKeys: readonly string[],
): Promise<ClaimMapping[]> {
  if (groupKeys.length === 0) return []
  const rows = await db
    .selectFrom('group_claim_mappings')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('group_key', 'in', groupKeys)
    .orderBy('created_at')
    .orderBy('key')
    .execute()
  return rows.map(fromRow)
}

export async function selectClaimMapping(
  db: Db,
  organizationKey: string,
  groupKey: string,
  key: string,
): Promise<ClaimMapping | undefined> {
  const row = await db
    .selectFrom('group_claim_mappings')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('group_key', '=', groupKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function updateClaimMappingRow(db: Db, organizationKey: string, mapping: ClaimMapping): Promise<void> {
  await db
    .updateTable('group_claim_mappings')
    .set(toColumns(mapping))
    .where('organization_key', '=', organizationKey)
    .where('key', '=', mapping.key)
    .execute()
}

export async function deleteClaimMappingRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await db
    .deleteFrom('group_claim_mappings')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}
