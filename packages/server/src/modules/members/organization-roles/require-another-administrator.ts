import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  lockAdministratorRoleRow,
  selectAdministratorGrant,
  selectIsOtherAdministrator,
} from './administrators-repository.ts'

/**
 * Refuses to remove the last active Administrator. Call it before the user is deactivated or deleted, or loses the role
 * or a part of it, in the same transaction. A permanent Administrator may only be replaced by another permanent one.
 * @throws Problem last_administrator
 */
export async function requireAnotherAdministrator(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<void> {
  const now = toTimestamp(clock.now())
  const held = await selectAdministratorGrant(db, organizationKey, userKey, now)
  if (!held) return
  await lockAdministratorRoleRow(db, organizationKey)
  if (await selectIsOtherAdministrator(db, organizationKey, userKey, now, { lasting: held.isLasting })) return
  throw new Problem(
    'last_administrator',
    'This is the last active user who is Administrator without an end date. The user must keep the role and stay active.',
  )
}
