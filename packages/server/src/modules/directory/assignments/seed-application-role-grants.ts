import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { insertUserApplicationRoles } from './user-application-roles-repository.ts'

/** Grants application roles directly, many at a time, to users who have none of them, without entries in the audit trail. */
export function seedApplicationRoleGrants(
  parts: Parts<'clock'>,
  organizationKey: string,
  grants: readonly { userKey: string; applicationRoleKey: string }[],
): Promise<void> {
  return transaction(parts, ({ db, clock }) =>
    insertUserApplicationRoles(db, organizationKey, grants, toTimestamp(clock.now())),
  )
}
