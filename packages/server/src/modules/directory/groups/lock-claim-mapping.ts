import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ClaimMapping } from './claim-mapping.ts'
import { selectClaimMapping } from './claim-mappings-repository.ts'
import type { Group } from './group.ts'
import { lockGroup } from './require-group.ts'

/** A group, and one of its claim mappings */
export interface ClaimMappingKeys {
  key: string
  mappingKey: string
}

/**
 * Reads a mapping and its group for a change: nobody else changes or deletes either before the transaction ends.
 * @throws Problem group_not_found, claim_mapping_not_found
 */
export async function lockClaimMapping(
  parts: Parts,
  principal: Principal,
  { key, mappingKey }: ClaimMappingKeys,
): Promise<{ group: Group; mapping: ClaimMapping }> {
  const group = await lockGroup(parts, principal, key)
  return { group, mapping: await requireMappingOf(parts, principal, group, mappingKey) }
}

/** The mapping of the group with this key. @throws Problem claim_mapping_not_found */
export async function requireMappingOf(
  parts: Parts,
  principal: Principal,
  group: Group,
  mappingKey: string,
): Promise<ClaimMapping> {
  const mapping = await selectClaimMapping(parts.db, principal.organizationKey, group.key, normalKey(mappingKey))
  if (mapping) return mapping
  throw new Problem('claim_mapping_not_found', `The group ${group.name} has no claim mapping ${mappingKey}.`)
}
