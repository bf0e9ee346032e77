import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'
import type { SignInSettings } from './sign-in-settings.ts'
import { lockSignInSettings, upsertSignInSettings } from './sign-in-settings-repository.ts'
import type { SignInSettingsRequest } from './sign-in-settings-schemas.ts'

/**
 * Changes the settings that are given. They apply to sessions that exist, too, from their next request on.
 * @throws Problem sign_in_settings_invalid
 */
export function updateSignInSettings(
  parts: Parts<'clock'>,
  principal: Principal,
  request: SignInSettingsRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockSignInSettings(parts.db, organizationKey)
    const before = await getSignInSettings(parts, organizationKey)
    const after = { ...before, ...request }
    if (after.idleMinutes !== null && after.idleMinutes > after.sessionMinutes)
      throw invalid('idleMinutes', `must be at most sessionMinutes, which is ${after.sessionMinutes}`)
    if (isDeepStrictEqual(before, after)) return
    await upsertSignInSettings(parts.db, organizationKey, after, toTimestamp(parts.clock.now()))
    await recordSettings(parts, principal, before, after)
  })
}

/** The audit entry names what has changed, with its old and new values. */
export function recordSettings(
  parts: Parts<'clock'>,
  principal: Principal,
  before: SignInSettings,
  after: SignInSettings,
): Promise<void> {
  const changed = (Object.keys(before) as (keyof SignInSettings)[]).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  )
  const valuesOf = (settings: SignInSettings) => Object.fromEntries(changed.map((name) => [name, settings[name]]))
  return recordChange(parts, principal, {
    action: 'sign-in-settings.updated',
    entity: { type: 'sign-in-settings', key: principal.organizationKey, name: null },
    before: valuesOf(before),
    after: valuesOf(after),
  })
}

/** For a field that breaks this rule, such as `must be at most 5` */
const invalid = (field: string, rule: string): Problem =>
  new Problem('sign_in_settings_invalid', `The field ${field} ${rule}.`)
