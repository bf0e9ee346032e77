import { newKey, normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import { auditedClaimMapping, claimMappingValues, requireUndelimited } from './claim-mapping.ts'
import { countClaimMappings, insertClaimMapping } from './claim-mappings-repository.ts'
import type { ClaimMappingCreateRequest } from './claim-mappings-schemas.ts'
import { lockGroup } from './require-group.ts'

/** A group is read with all of its mappings. */
export const mostMappingsOfGroup = 100

/**
 * Adds a claim that makes users members of the group, from their next sign-in on.
 * @throws Problem group_not_found, claim_value_delimited, identity_provider_unknown, claim_mappings_too_many
 */
export function createClaimMapping(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: ClaimMappingCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const group = await lockGroup(parts, principal, key)
    const { name, value, valueDelimiter = null } = request.foreignClaim
    const now = parts.clock.now()
    const mapping = {
      key: newKey(now),
      groupKey: group.key,
      providerKey: normalKey(request.providerKey),
      name,
      value,
      valueDelimiter,
      updatedAt: toTimestamp(now),
    }
    requireUndelimited(mapping)
    await requireIdentityProvider(parts, organizationKey, mapping.providerKey, 'providerKey')
    if ((await countClaimMappings(parts.db, organizationKey, group.key)) >= mostMappingsOfGroup) {
      throw new Problem(
        'claim_mappings_too_many',
        `A group may have up to ${mostMappingsOfGroup} claim mappings, and ${group.name} has them already.`,
      )
    }
    await insertClaimMapping(parts.db, organizationKey, mapping)
    await recordChange(parts, principal, {
      action: 'claim-mapping.created',
      ...auditedClaimMapping(group, mapping),
      after: claimMappingValues(mapping),
    })
    return { key: mapping.key }
  })
}
