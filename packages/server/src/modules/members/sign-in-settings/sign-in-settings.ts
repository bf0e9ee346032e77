import type { RuleUsers } from '../../../db/schema/members-schema.ts'
import { type RecentSignInArea, recentSignInAreas } from '../../foundation/permissions/recent-sign-in-areas.ts'

export type { RuleUsers }

/** What an organization requires of its sign-ins and sessions. */
export interface SignInSettings {
  /** Who signs in with a second factor, or with a passkey */
  secondFactorRequiredFor: RuleUsers
  /** The keys of the organization roles, where it is `roles` */
  secondFactorRoleKeys: string[]
  /** Who signs in with a passkey alone */
  passwordsRefusedFor: RuleUsers
  passwordsRefusedRoleKeys: string[]
  /** A session ends so long after the sign-in, whether or not it is used. */
  sessionMinutes: number
  /** A session ends when it is not used for so long; null: it does not. */
  idleMinutes: number | null
  /** How long a sign-in counts as recent */
  recentSignInMinutes: number
  /** The changes that take a recent sign-in. That of these settings, and of one's own ways to sign in, always do. */
  recentSignInRequiredFor: RecentSignInArea[]
}

export const ruleUsers = ['nobody', 'members', 'roles', 'everybody'] as const satisfies readonly RuleUsers[]

/** NIST SP 800-63B, section 2.2.3, allows 12 hours at most where two factors are asked for. */
export const longestSessionMinutes = 720
export const shortestSessionMinutes = 15
/** The last use of a session is known to the minute: with a shorter time, a session in use could end. */
export const shortestIdleMinutes = 5

export const defaultSignInSettings: SignInSettings = {
  secondFactorRequiredFor: 'nobody',
  secondFactorRoleKeys: [],
  passwordsRefusedFor: 'nobody',
  passwordsRefusedRoleKeys: [],
  sessionMinutes: longestSessionMinutes,
  idleMinutes: null,
  recentSignInMinutes: 15,
  recentSignInRequiredFor: [...recentSignInAreas],
}
