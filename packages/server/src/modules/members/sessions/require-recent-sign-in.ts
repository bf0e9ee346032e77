import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listSessions } from './list-sessions.ts'

const recentMilliseconds = 900_000

/**
 * Protects what outlives the session, such as adding another way to sign in, from a person who finds an open browser.
 * @throws Problem sign_in_not_recent, where the sign-in was more than 15 minutes ago
 */
export async function requireRecentSignIn(parts: Parts<'clock'>, principal: Principal): Promise<void> {
  const current = (await listSessions(parts, principal)).find(({ isCurrent }) => isCurrent)
  if (current && Date.parse(current.createdAt) + recentMilliseconds > parts.clock.now()) return
  throw new Problem('sign_in_not_recent', 'Sign in again first: this takes a sign-in of the last 15 minutes.')
}
