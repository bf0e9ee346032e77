import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import { accessOfRoles } from './access-of-roles.ts'
import { selectHeldRoles, type UserKeys } from './held-roles-repository.ts'

/** What a user may do by the organization roles that they hold at this moment. */
export const getMemberAccess = (parts: Parts<'clock'>, organizationKey: string, userKey: string): Promise<Access> =>
  accessOfHeldRoles(parts, organizationKey, [userKey], { withLater: false })

/**
 * What users control together, by every grant that has not ended: also of a period that begins later, and also while they
 * are inactive. Whoever acts on them is judged by it: see `requireAuthorityOver`.
 * @param users keys, or a query for the keys where there may be many
 */
export const getUserAuthority = (parts: Parts<'clock'>, organizationKey: string, users: UserKeys): Promise<Access> =>
  accessOfHeldRoles(parts, organizationKey, users, { withLater: true })

async function accessOfHeldRoles(
  parts: Parts<'clock'>,
  organizationKey: string,
  users: UserKeys,
  { withLater }: { withLater: boolean },
): Promise<Access> {
  const now = toTimestamp(parts.clock.now())
  const roles = await selectHeldRoles(parts.db, organizationKey, users, { now, withLater })
  return accessOfRoles(parts, organizationKey, roles)
}
