import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { MembershipType } from '../../../db/schema/directory-schema.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockGroup } from './group-access.ts'
import { givenKeys, requireDisjoint, requireUsers } from './group-links.ts'
import { addAssignedUsers, removeAssignedUsers, selectMemberships } from './group-members-repository.ts'

export interface MembersChange {
  userKeysToAdd?: readonly string[] | null
  userKeysToRemove?: readonly string[] | null
}

/**
 * Assigns users to a group and takes assignments away. What is so already does no harm, and who belongs to the group by a
 * claim still does: that is decided at sign-in.
 * @throws Problem group_not_found, group_user_unknown, added_and_removed
 */
export const changeMembers = (
  { db, clock }: { db: Db; clock: Clock },
  principal: Principal,
  key: string,
  request: MembersChange,
): Promise<void> => transaction({ db: db }, ({ db: trx }) => changeMembersIn(trx, clock, principal, key, request))

/** The same within a transaction that does more: a reference that is broken meanwhile breaks it. */
export async function changeMembersIn(
  trx: Db,
  clock: Clock,
  principal: Principal,
  key: string,
  request: MembersChange,
): Promise<void> {
  const { organizationKey } = principal
  const group = await lockGroup(trx, principal, key)
  const toAdd = givenKeys(request.userKeysToAdd)
  const toRemove = givenKeys(request.userKeysToRemove)
  requireDisjoint('userKeys', toAdd, toRemove)
  await requireUsers(trx, organizationKey, 'userKeysToAdd', toAdd)
  await requireUsers(trx, organizationKey, 'userKeysToRemove', toRemove)
  const now = toTimestamp(clock.now())
  const added = await addAssignedUsers(trx, organizationKey, group.key, toAdd, now)
  const removed = await removeAssignedUsers(trx, organizationKey, group.key, toRemove)
  const entity = { type: 'group', key: group.key, name: group.name }
  const { environmentKey } = group
  const changes: AuditedChange[] = []
  if (added.length > 0) {
    changes.push({ action: 'group.users-added', entity, after: { userKeys: added }, environmentKey })
  }
  if (removed.length > 0) {
    changes.push({ action: 'group.users-removed', entity, before: { userKeys: removed }, environmentKey })
  }
  await recordChanges({ db: trx, clock }, principal, changes)
}

/** How the users belong to the groups, Assigned first: to ask for a group and a user. */
export async function membershipTypes(
  db: Db,
  organizationKey: string,
  { groupKeys, userKeys }: { groupKeys: readonly string[]; userKeys: readonly string[] },
): Promise<(groupKey: string, userKey: string) => MembershipType[]> {
  const found =
    groupKeys.length > 0 && userKeys.length > 0 ? await selectMemberships(db, organizationKey, groupKeys, userKeys) : []
  const types = Map.groupBy(found, ({ groupKey, userKey }) => `${groupKey} ${userKey}`)
  return (groupKey, userKey) => (types.get(`${groupKey} ${userKey}`) ?? []).map(({ membershipType }) => membershipType)
}
