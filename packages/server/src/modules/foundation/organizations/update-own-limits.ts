import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import type { OwnLimits } from '../rate-limits/own-limits.ts'
import { lockOrganization, updateLimitsOf } from './organizations-repository.ts'

/**
 * How many requests an organization may make, where that differs from what the server is set to. Changes what is given;
 * running servers follow within a second. For the operator's command alone, and no route leads here: the limits keep one
 * organization from taking the server away from the others, which its own API clients must not be able to lift.
 * @throws Problem organization_unknown
 */
export function updateOwnLimits(
  parts: Parts<'clock'>,
  principal: Principal,
  changes: Partial<OwnLimits>,
): Promise<OwnLimits> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const organization = await lockOrganization(parts.db, organizationKey)
    if (!organization) throw new Problem('organization_unknown', `There is no organization ${organizationKey}.`)
    const { name, ownLimits: before } = organization
    const after = { ...before, ...changes }
    if (after.requestsPerMinute === before.requestsPerMinute && after.bulkPerMinute === before.bulkPerMinute) {
      return before
    }
    await updateLimitsOf(parts.db, organizationKey, after)
    await announceChange(parts.db, organizationKey)
    await recordChange(parts, principal, {
      action: 'organization.updated',
      entity: { type: 'organization', key: organizationKey, name },
      before: { ...before },
      after,
    })
    return after
  })
}
