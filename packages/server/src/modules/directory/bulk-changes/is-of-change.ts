import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { AuditEntriesQuery, AuditEntry } from '../../foundation/audit/audit-schemas.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { BulkChangeAction } from './bulk-changes-schemas.ts'
import type { ChangeOfUser } from './change-of-user.ts'

type AuditAction = NonNullable<AuditEntriesQuery['action']>[number]

/** What an action undoes: the decisions that have made the user as the undone change left them */
const decisions: Partial<Record<BulkChangeAction, AuditAction[]>> = {
  Activate: ['user.deactivated'],
  Deactivate: ['user.activated', 'user.status-restored'],
  AddToGroup: ['group.users-removed'],
  RemoveFromGroup: ['group.users-added'],
  GrantApplicationRole: ['application-role.revoked'],
  RevokeApplicationRole: ['application-role.granted'],
}

const entriesAtOnce = 100

/**
 * Whether the last decision that this change of a user would take back is one of the change that it undoes. False where
 * somebody else has decided the same since: undoing does not take that back. False as well where the trail has deleted the
 * decision: who has decided since is not known then, and the user stays as they are.
 */
export async function isOfChange(
  parts: Parts,
  principal: Principal,
  userKey: string,
  change: ChangeOfUser & { undoes: { key: string } },
): Promise<boolean> {
  const { action, groupKey, undoes } = change
  // A group may have far more entries than a user is named in.
  const about = groupKey ? { subjectKey: [userKey] } : { entityKey: [userKey] }
  for (let offset = 0, total = 1; offset < total; offset += entriesAtOnce) {
    const query = { action: decisions[action] ?? [], ...about, limit: entriesAtOnce, offset }
    const { results, page } = await listAuditEntries(parts, principal, query)
    const last = results.find((entry) => isOfTarget(entry, change))
    if (last) return last.partOf === undoes.key
    total = page.totalResults
  }
  return false
}

/** Of the same group or role. What a claim gives and takes at sign-in, nobody has decided. */
function isOfTarget({ entity, oldValues, newValues }: AuditEntry, { groupKey, roleKey }: ChangeOfUser): boolean {
  const values = newValues ?? oldValues ?? {}
  if (groupKey) return entity.key === normalKey(groupKey) && values.membershipType !== 'Mapped'
  return !roleKey || values.applicationRoleKey === normalKey(roleKey)
}
