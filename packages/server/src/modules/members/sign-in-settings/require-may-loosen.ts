import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { requireAuthorityOver } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from '../organization-roles/get-member-access.ts'
import type { RuleUsers, SignInSettings } from './sign-in-settings.ts'
import { type RoleChoice, usersWithRoles } from './sign-in-settings-repository.ts'

/**
 * Refuses to let users sign in with less than before, or stay signed in or change things for longer without signing in
 * again, where they control access that the principal does not: a stolen password, or a session that was left open, would
 * be enough to have it.
 * @throws Problem permission_missing
 */
export async function requireMayLoosen(
  parts: Parts<'clock'>,
  principal: Principal,
  before: SignInSettings,
  after: SignInSettings,
): Promise<void> {
  const { organizationKey } = principal
  const now = toTimestamp(parts.clock.now())
  for (const rulesOf of [secondFactors, passwords]) {
    const roles = rolesLeftOut(rulesOf(before), rulesOf(after))
    if (!roles) continue
    const users = usersWithRoles(parts.db, organizationKey, now, roles)
    const held = await getUserAuthority(parts, organizationKey, users)
    requireAuthorityOver(principal, 'A user who could sign in with less', held)
  }
  const gained = [
    ...(isRecentSignInLoosened(before, after) ? ['change more'] : []),
    ...(areSessionsLengthened(before, after) ? ['go on for longer'] : []),
  ]
  if (gained.length === 0) return
  const everybody = usersWithRoles(parts.db, organizationKey, now, { except: [] })
  const held = await getUserAuthority(parts, organizationKey, everybody)
  requireAuthorityOver(principal, `A user whose session could ${gained.join(', or ')}`, held)
}

/** Whether a session that was left open could change something that it could not before. */
const isRecentSignInLoosened = (before: SignInSettings, after: SignInSettings): boolean =>
  after.recentSignInMinutes > before.recentSignInMinutes ||
  before.recentSignInRequiredFor.some((area) => !after.recentSignInRequiredFor.includes(area))

/** Whether a session that was left open would be open for longer. */
const areSessionsLengthened = (before: SignInSettings, after: SignInSettings): boolean =>
  after.sessionMinutes > before.sessionMinutes ||
  (before.idleMinutes !== null && (after.idleMinutes === null || after.idleMinutes > before.idleMinutes))

interface Rule {
  users: RuleUsers
  roleKeys: readonly string[]
}

const secondFactors = (settings: SignInSettings): Rule => ({
  users: settings.secondFactorRequiredFor,
  roleKeys: settings.secondFactorRoleKeys,
})
const passwords = (settings: SignInSettings): Rule => ({
  users: settings.passwordsRefusedFor,
  roleKeys: settings.passwordsRefusedRoleKeys,
})

/** The roles whose holders the rule is not for any more. Whoever controls access holds a role: `members` is everybody. */
function rolesLeftOut(before: Rule, after: Rule): RoleChoice | undefined {
  const isForAll = ({ users }: Rule): boolean => users === 'members' || users === 'everybody'
  if (before.users === 'nobody' || isForAll(after)) return undefined
  if (isForAll(before)) return { except: after.roleKeys }
  const keys = before.roleKeys.filter((key) => !after.roleKeys.includes(key))
  return keys.length > 0 ? { keys } : undefined
}
