import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { type NamedUser, triedUser } from './acting-user.ts'
import type { RequestSource } from './request-source.ts'

interface FailedSignIn {
  /** Undefined where there is no such user */
  user: NamedUser | undefined
  /** What was typed to name the user. It is not recorded: people type passwords into the wrong field. */
  typed: string
  failed: 'password' | 'code' | 'passkey'
}

/** Records that a caller failed to prove that they are this user, and by what. What they sent is not recorded. */
export function recordFailedSignIn(
  parts: Parts<'clock'>,
  organizationKey: string,
  { user, typed, failed }: FailedSignIn,
  { address, traceId }: RequestSource,
  reason: 'wrong' | 'locked' = 'wrong',
): void {
  recordSecurityEvent(parts, {
    organizationKey,
    action: 'user.sign-in-failed',
    entity: triedUser(user),
    typed: emailIdentity(typed),
    source: { address, traceId },
    details: { failed, reason },
  })
}

/** Records an attempt that is not even checked, because too many failed. @throws what `begin` throws */
export async function recordIfLocked(
  parts: Parts<'clock'>,
  organizationKey: string,
  attempt: FailedSignIn,
  source: RequestSource,
  begin: Promise<void>,
): Promise<void> {
  try {
    await begin
  } catch (error) {
    if (error instanceof Problem && error.problem === 'sign_in_locked')
      recordFailedSignIn(parts, organizationKey, attempt, source, 'locked')
    throw error
  }
}
