import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChanges } from '../../foundation/audit/record-change.ts'
import { type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { groupEntity } from './group.ts'
import { groupPermission } from './group-permission.ts'
import { deleteMembershipsOfUser, selectMembershipsOfUser, type UserMembership } from './user-memberships-repository.ts'

/**
 * Takes a user out of every group, also where a claim has put them in: it does so again only at their next sign-in. Call it
 * with the user locked.
 * @throws Problem permission_missing, where the caller may not manage one of the groups
 */
export function removeUserFromGroups(parts: Parts<'clock'>, principal: Principal, userKey: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const memberships = await selectMembershipsOfUser(parts.db, organizationKey, userKey)
    requireMayManage(principal, memberships)
    await deleteMembershipsOfUser(parts.db, organizationKey, userKey)
    await recordChanges(
      parts,
      principal,
      memberships.map(({ environmentKey, membershipType, ...group }) => ({
        action: 'group.users-removed',
        entity: groupEntity(group),
        environmentKey,
        before: { userKeys: [userKey], ...(membershipType === 'Mapped' && { membershipType }) },
        namedKeys: [userKey],
      })),
    )
  })
}

/** @throws Problem permission_missing */
export function requireMayManage(principal: Principal, memberships: readonly UserMembership[]): void {
  for (const { environmentKey, environmentName } of memberships)
    requireInEnvironment(principal, groupPermission, { key: environmentKey, name: environmentName })
}
