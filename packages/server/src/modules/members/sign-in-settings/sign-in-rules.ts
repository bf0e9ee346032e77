import type { Parts } from '../../../db/parts.ts'
import type { SessionTable } from '../../../db/schema/members-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'
import type { RuleUsers, SignInSettings } from './sign-in-settings.ts'
import { selectHeldRoleKeys } from './sign-in-settings-repository.ts'

/** What the organization requires of the sign-ins of one user */
interface SignInRules {
  /** A password alone is not enough. */
  needsSecondFactor: boolean
  /** A password is not enough, whatever comes with it. */
  needsPasskey: boolean
}

/** By the organization roles that the user holds at this moment, for the organization or for assets. */
export async function getSignInRules(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  settings?: SignInSettings,
): Promise<SignInRules> {
  const all = settings ?? (await getSignInSettings(parts, organizationKey))
  const { secondFactorRequiredFor, secondFactorRoleKeys, passwordsRefusedFor, passwordsRefusedRoleKeys } = all
  const dependsOnRoles = [secondFactorRequiredFor, passwordsRefusedFor].some(
    (users) => users === 'members' || users === 'roles',
  )
  const now = toTimestamp(parts.clock.now())
  const held = dependsOnRoles ? await selectHeldRoleKeys(parts.db, organizationKey, userKey, now) : []
  const isMeant = (users: RuleUsers, roleKeys: readonly string[]): boolean =>
    users === 'everybody' ||
    (users === 'members' && held.length > 0) ||
    (users === 'roles' && held.some((key) => roleKeys.includes(key)))
  return {
    needsSecondFactor: isMeant(secondFactorRequiredFor, secondFactorRoleKeys),
    needsPasskey: isMeant(passwordsRefusedFor, passwordsRefusedRoleKeys),
  }
}

/**
 * Whether a sign-in by this method is enough. A passkey is two factors: the device, and the finger, the face or the PIN
 * that it has checked. Who signs in at an external provider has used no password here.
 */
export function isSufficient(
  { needsSecondFactor, needsPasskey }: SignInRules,
  method: SessionTable['method'],
): boolean {
  if (method === 'passkey') return true
  return (isExternal(method) || !needsPasskey) && (!needsSecondFactor || hasTwoFactors(method))
}

/** Whether an external identity provider has said who it is */
export const isExternal = (method: SessionTable['method']): boolean => method.startsWith('external')

/** Whether a sign-in by this method took two factors */
export const hasTwoFactors = (method: SessionTable['method']): boolean => method === 'passkey' || method.includes('+')
