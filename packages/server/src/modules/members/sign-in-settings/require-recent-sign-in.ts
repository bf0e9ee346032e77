import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { RecentSignInArea } from '../../foundation/permissions/recent-sign-in-areas.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'

/**
 * Protects what outlives the session, such as a new API client, from a person who finds an open browser.
 * @throws Problem sign_in_not_recent, where the sign-in was too long ago for a change in this area
 */
export async function requireRecentSignIn(
  parts: Parts<'clock'>,
  { organizationKey, signIn }: Principal,
  area: RecentSignInArea | 'always',
): Promise<void> {
  // API clients and the administrator at the terminal have no session that could be left open.
  if (!signIn) return
  const { recentSignInMinutes, recentSignInRequiredFor } = await getSignInSettings(parts, organizationKey)
  if (area !== 'always' && !recentSignInRequiredFor.includes(area)) return
  if (Date.parse(signIn.at) + recentSignInMinutes * 60_000 > parts.clock.now()) return
  const within = recentSignInMinutes === 1 ? 'the last minute' : `the last ${recentSignInMinutes} minutes`
  throw new Problem('sign_in_not_recent', `Sign in again first: this takes a sign-in of ${within}.`)
}
