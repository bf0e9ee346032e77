import { isDeepStrictEqual } from 'node:util'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'
import { requireMayLoosen } from './require-may-loosen.ts'
import { getSignInRules, isSufficient } from './sign-in-rules.ts'
import type { SignInSettings } from './sign-in-settings.ts'
import { selectRoleKeys } from './sign-in-settings-repository.ts'
import type { SignInSettingsRequest } from './sign-in-settings-schemas.ts'
import { type SignInSettingsParts, storeSignInSettings } from './store-sign-in-settings.ts'
import { supportsPasskeys } from './supports-passkeys.ts'

/**
 * Changes the settings that are given. They apply to sessions that exist, too, from their next request on.
 * @param origin where the organization's people sign in
 * @throws Problem sign_in_settings_invalid, permission_missing where users who control what the principal does not could
 *   sign in with less
 */
export function updateSignInSettings(
  parts: SignInSettingsParts,
  principal: Principal,
  origin: string,
  request: SignInSettingsRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockOrganizationRow(parts.db, organizationKey)
    const before = await getSignInSettings(parts, organizationKey)
    const after = { ...before, ...request }
    for (const rule of rules) after[rule.roleKeys] = await roleKeysOf(parts, organizationKey, { before, request }, rule)
    if (after.idleMinutes !== null && after.idleMinutes > after.sessionMinutes)
      throw invalid('idleMinutes', `must be at most sessionMinutes, which is ${after.sessionMinutes}`)
    if (after.passwordsRefusedFor !== 'nobody' && !supportsPasskeys(origin))
      throw invalid('passwordsRefusedFor', `must be nobody: browsers offer no passkeys at ${origin}`)
    await requireOwnSessionKept(parts, principal, after)
    if (isDeepStrictEqual(before, after)) return
    await requireMayLoosen(parts, principal, before, after)
    await storeSignInSettings(parts, principal, before, after)
  })
}

/** The fields that say whom a rule is for */
const rules = [
  { users: 'secondFactorRequiredFor', roleKeys: 'secondFactorRoleKeys' },
  { users: 'passwordsRefusedFor', roleKeys: 'passwordsRefusedRoleKeys' },
] as const

/**
 * The roles that a rule is for: those that are given, or those that it had. Rules for others than `roles` have none. A rule
 * that the request does not name stays as it is, also where its last role was deleted.
 */
async function roleKeysOf(
  { db }: Parts,
  organizationKey: string,
  { before, request }: { before: SignInSettings; request: SignInSettingsRequest },
  { users, roleKeys: field }: (typeof rules)[number],
): Promise<string[]> {
  const given = request[field]
  if (given === undefined && request[users] === undefined) return before[field]
  if ((request[users] ?? before[users]) !== 'roles') {
    if (given && given.length > 0) throw invalid(field, `must be empty unless ${users} is roles`)
    return []
  }
  const keys = [...new Set((given ?? before[field]).map(normalKey))].sort()
  if (keys.length === 0) throw invalid(field, `must name at least one organization role where ${users} is roles`)
  const known = await selectRoleKeys(db, organizationKey, keys)
  const unknown = keys.find((key) => !known.includes(key))
  if (unknown !== undefined) throw invalid(field, `must name organization roles that exist: ${unknown} is none`)
  return keys
}

/**
 * Whoever sets a rule that is for themselves, too, has shown that it can be satisfied: by how they signed in. Others are
 * led through adding a factor when they sign in next.
 */
async function requireOwnSessionKept(parts: Parts<'clock'>, principal: Principal, after: SignInSettings) {
  const { organizationKey, actor, signIn } = principal
  if (!signIn || actor.key === null) return
  const rules = await getSignInRules(parts, organizationKey, actor.key, after)
  if (isSufficient(rules, signIn.method)) return
  const [field, how] = rules.needsPasskey
    ? ['passwordsRefusedFor', 'a passkey']
    : ['secondFactorRequiredFor', 'a passkey, or with a code of an authenticator app,']
  throw invalid(field, `must not end your own session: sign in with ${how} first`)
}

/** For a field that breaks this rule, such as `must be at most 5` */
const invalid = (field: string, rule: string): Problem =>
  new Problem('sign_in_settings_invalid', `The field ${field} ${rule}.`)
