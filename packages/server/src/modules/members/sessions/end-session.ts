import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteAuthorizationSession } from './authorization-records-repository.ts'
import { endSignOns } from './end-sign-ons.ts'
import { keepSessionEnds } from './keep-session-ends.ts'
import { requireMember } from './require-member.ts'
import type { SessionEnd } from './session-ends-repository.ts'
import { deleteSession } from './sessions-repository.ts'
import { selectSignOnByKey } from './sign-on-repository.ts'

/**
 * Ends one of the member's own sessions, here and at the authorization server. Ending the current one signs out.
 * @throws Problem session_not_found, member_required
 */
export function endSession(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  const { organizationKey, userKey, sessionKey } = requireMember(principal)
  return transaction(parts, async (parts) => {
    const isCurrent = normalKey(key) === sessionKey
    const reason = isCurrent ? 'signed-out' : 'ended-by-user'
    const ended = await endSessionOfUser(parts, organizationKey, userKey, { key, reason })
    if (!ended) throw new Problem('session_not_found', `You have no session ${key}.`)
    const entity = isCurrent
      ? { type: 'user' as const, key: userKey, name: principal.actor.name }
      : { type: 'session' as const, key: normalKey(key), name: null }
    await recordChange(parts, principal, {
      action: isCurrent ? 'user.signed-out' : 'session.ended',
      entity,
      ...(isCurrent ? {} : { before: { address: ended.address } }),
    })
  })
}

/**
 * Ends one session of a user, here and at the authorization server. Recording it is up to the caller.
 * @returns undefined where the user has no such session
 */
export function endSessionOfUser(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  { key, reason }: { key: string; reason: SessionEnd },
): Promise<{ address: string | null } | undefined> {
  return transaction(parts, async (parts) => {
    const { db } = parts
    const ended = await deleteSession(db, organizationKey, userKey, normalKey(key))
    if (!ended) return endSignOnWithoutSession(parts, organizationKey, userKey, normalKey(key))
    await keepSessionEnds(parts, reason, [ended])
    if (ended.authorizationSession !== null) {
      await deleteAuthorizationSession(db, organizationKey, ended.authorizationSession)
      await endSignOns(parts, organizationKey, { uid: ended.authorizationSession })
    }
    return ended
  })
}

/** A session at the authorization server alone, by which applications sign the user in. */
async function endSignOnWithoutSession(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  key: string,
): Promise<{ address: string | null } | undefined> {
  const found = await selectSignOnByKey(parts.db, organizationKey, userKey, key)
  if (!found) return undefined
  await deleteAuthorizationSession(parts.db, organizationKey, found.uid)
  await endSignOns(parts, organizationKey, { uid: found.uid })
  return { address: found.address }
}
