import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireVisibleUser } from '../../directory/users/require-user.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { endSessionOfUser } from '../../members/sessions/end-session.ts'
import { listSessionsOfUser } from '../../members/sessions/list-sessions.ts'
import type { ListedSession, SessionApplication } from '../../members/sessions/session.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { listSessionApplications } from '../../relying-parties/session-applications/list-session-applications.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'

type EndingParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/**
 * Where a user is signed in, and in which applications, the latest sign-in first.
 * @throws Problem user_not_found
 */
export async function listUserSessions(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
): Promise<(ListedSession & { applications: SessionApplication[] })[]> {
  const { organizationKey } = principal
  await requireVisibleUser(parts, principal, key)
  const sessions = await listSessionsOfUser(parts, organizationKey, normalKey(key))
  const applications = await listSessionApplications(parts, organizationKey, normalKey(key))
  return sessions.map((session) => ({ ...session, applications: applications.get(session.key) ?? [] }))
}

/**
 * Ends one session of somebody else, who is told by mail.
 * @throws Problem user_not_found, own_account, permission_missing, session_not_found
 */
export function endUserSession(
  parts: EndingParts,
  principal: Principal,
  { key, sessionKey }: { key: string; sessionKey: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, key)
    const ended = await endSessionOfUser(parts, principal.organizationKey, account.key, {
      key: sessionKey,
      reason: 'ended-by-administrator',
    })
    if (!ended) throw new Problem('session_not_found', `The user has no session ${sessionKey}.`)
    await recordChange(parts, principal, {
      action: 'user.sessions-ended',
      entity: userEntity(account),
      before: { sessions: 1, address: ended.address },
    })
    await notifyOfSecurityChange(parts, principal, account, 'sessions-ended')
  })
}

/**
 * Ends all sessions of somebody else, and whatever else they have begun: sign-ins on the way, links, codes. They are told by
 * mail where there was a session.
 * @throws Problem user_not_found, own_account, permission_missing
 */
export function endUserSessions(parts: EndingParts, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const account = await lockManagedAccount(parts, principal, key)
    const sessions = await listSessionsOfUser(parts, organizationKey, account.key)
    await startCredentialsEpoch(parts, organizationKey, account.key, { reason: 'ended-by-administrator' })
    await recordChange(parts, principal, {
      action: 'user.sessions-ended',
      entity: userEntity(account),
      before: { sessions: sessions.length },
    })
    if (sessions.length > 0) await notifyOfSecurityChange(parts, principal, account, 'sessions-ended')
  })
}
