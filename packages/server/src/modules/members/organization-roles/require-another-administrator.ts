import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { existsAdministrator, lockAdministratorRoleRow, selectHeldAdministrator } from './administrators-repository.ts'

/**
 * Refuses to remove the last active Administrator. Call it before the user is deactivated or deleted, or loses the role
 * or a part of it, in the same transaction. A permanent Administrator may only be replaced by another permanent one, and
 * one who can sign in by another who can: otherwise nobody could manage the organization any more.
 * @throws Problem last_administrator
 */
export async function requireAnotherAdministrator(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<void> {
  const now = toTimestamp(clock.now())
  if (!(await selectHeldAdministrator(db, organizationKey, userKey, now))) return
  await lockAdministratorRoleRow(db, organizationKey)
  const held = await selectHeldAdministrator(db, organizationKey, userKey, now)
  if (!held || (await existsAdministrator(db, organizationKey, now, { ...held, otherThan: userKey }))) return
  const who = held.canSignIn ? 'active user who can sign in and is' : 'active user who is'
  const lasting = held.isLasting ? ' without an end date' : ''
  throw new Problem(
    'last_administrator',
    `This is the last ${who} Administrator${lasting}. The user must keep the role and stay active.`,
  )
}
