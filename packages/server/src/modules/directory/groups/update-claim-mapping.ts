import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import { auditedClaimMapping, claimMappingValues, requireUndelimited } from './claim-mapping.ts'
import { updateClaimMappingRow } from './claim-mappings-repository.ts'
import type { ClaimMappingPatchRequest } from './claim-mappings-schemas.ts'
import { type ClaimMappingKeys, lockClaimMapping } from './lock-claim-mapping.ts'

/**
 * What is absent stays, also within the claim. It counts from the next sign-in on.
 * @throws Problem group_not_found, claim_mapping_not_found, claim_value_delimited, identity_provider_unknown
 */
export function updateClaimMapping(
  parts: Parts<'clock'>,
  principal: Principal,
  keys: ClaimMappingKeys,
  request: ClaimMappingPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { group, mapping: before } = await lockClaimMapping(parts, principal, keys)
    const { name, value, valueDelimiter } = request.foreignClaim ?? {}
    const after = {
      ...before,
      providerKey: request.providerKey === undefined ? before.providerKey : normalKey(request.providerKey),
      name: name ?? before.name,
      value: value ?? before.value,
      valueDelimiter: valueDelimiter === undefined ? before.valueDelimiter : valueDelimiter,
      updatedAt: toTimestamp(parts.clock.now()),
    }
    requireUndelimited(after)
    await requireIdentityProvider(parts, organizationKey, after.providerKey, 'providerKey')
    const [old, now] = [claimMappingValues(before), claimMappingValues(after)]
    if (JSON.stringify(old) === JSON.stringify(now)) return
    await updateClaimMappingRow(parts.db, organizationKey, after)
    await recordChange(parts, principal, {
      action: 'claim-mapping.updated',
      ...auditedClaimMapping(group, after),
      before: old,
      after: now,
    })
  })
}
