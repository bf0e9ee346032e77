import type { Parts } from '../../../db/parts.ts'
import type { Account } from '../../directory/users/accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'

/** A sign-in in which a user adds a factor that they need to complete it: there is no session yet. */
export interface Enrolment {
  userKey: string
  /** The sign-in's own id: what the browser is asked for belongs to it */
  uid: string
  /** The user, locked. Refuses, in the transaction that adds the factor, unless the sign-in still asks for it. */
  lock(parts: Parts<'clock'>): Promise<Account>
}

/**
 * Whose factor is added: that of the member who is signed in, or that of the user who is signing in.
 * @returns `place`: the session or sign-in that the request belongs to
 * @throws Problem member_required
 */
export function registrantOf(
  principal: Principal,
  enrolment: Enrolment | undefined,
): { organizationKey: string; userKey: string; place: string } {
  const { organizationKey } = principal
  if (enrolment) return { organizationKey, userKey: enrolment.userKey, place: `sign-in ${enrolment.uid}` }
  const { userKey, sessionKey } = requireMember(principal)
  return { organizationKey, userKey, place: sessionKey }
}

/** @throws Problem session_ended, sign_in_failed */
export const lockRegistrant = (
  parts: Parts<'clock'>,
  principal: Principal,
  enrolment: Enrolment | undefined,
): Promise<Account> => enrolment?.lock(parts) ?? lockOwnAccount(parts, principal)
