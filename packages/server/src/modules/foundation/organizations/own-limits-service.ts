import type { Clock } from '../../../config/clock.ts'
import { announceChange } from '../../../db/change-feed.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/audit-service.ts'
import type { Principal } from '../permissions/principal.ts'
import type { OwnLimits } from '../rate-limits/rate-limits-service.ts'
import { lockOrganization, updateOwnLimits } from './organizations-repository.ts'

export type OwnLimitService = ReturnType<typeof createOwnLimitService>

/**
 * How many requests an organization may make, where that differs from what the server is set to. For the operator's
 * command alone, and no route leads here: the limits keep one organization from taking the server away from the others,
 * which they would not if its own API clients could lift them.
 */
export const createOwnLimitService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** Changes what is given. Running servers follow within a second. */
  set: (principal: Principal, changes: Partial<OwnLimits>): Promise<OwnLimits> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const organization = await lockOrganization(trx, organizationKey)
      if (!organization) throw new Problem('organization_unknown', `There is no organization ${organizationKey}.`)
      const { name, ownLimits: before } = organization
      const after = { ...before, ...changes }
      if (after.requestsPerMinute === before.requestsPerMinute && after.bulkPerMinute === before.bulkPerMinute)
        return before
      await updateOwnLimits(trx, organizationKey, after)
      await announceChange(trx, organizationKey)
      await recordChange({ db: trx, clock }, principal, {
        action: 'organization.updated',
        entity: { type: 'organization', key: organizationKey, name },
        before: { ...before },
        after,
      })
      return after
    }),
})
