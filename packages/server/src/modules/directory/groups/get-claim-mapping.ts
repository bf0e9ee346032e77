import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { showClaimMapping } from './claim-mapping.ts'
import { type ClaimMappingKeys, requireMappingOf } from './lock-claim-mapping.ts'
import { requireGroup } from './require-group.ts'

/** A claim mapping of a group. @throws Problem group_not_found, claim_mapping_not_found */
export async function getClaimMapping(parts: Parts, principal: Principal, { key, mappingKey }: ClaimMappingKeys) {
  const group = await requireGroup(parts, principal, key)
  return showClaimMapping(await requireMappingOf(parts, principal, group, mappingKey))
}
