import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { auditedClaimMapping, claimMappingValues } from './claim-mapping.ts'
import { deleteClaimMappingRow } from './claim-mappings-repository.ts'
import { type ClaimMappingKeys, lockClaimMapping } from './lock-claim-mapping.ts'

/**
 * Users who are members because of the mapping stay members until their next sign-in.
 * @throws Problem group_not_found, claim_mapping_not_found
 */
export function deleteClaimMapping(parts: Parts<'clock'>, principal: Principal, keys: ClaimMappingKeys): Promise<void> {
  return transaction(parts, async (parts) => {
    const { group, mapping } = await lockClaimMapping(parts, principal, keys)
    await deleteClaimMappingRow(parts.db, principal.organizationKey, mapping.key)
    await recordChange(parts, principal, {
      action: 'claim-mapping.deleted',
      ...auditedClaimMapping(group, mapping),
      before: claimMappingValues(mapping),
    })
  })
}
