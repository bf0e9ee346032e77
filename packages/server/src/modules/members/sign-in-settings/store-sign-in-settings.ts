import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { SignInSettings } from './sign-in-settings.ts'
import { upsertSignInSettings } from './sign-in-settings-repository.ts'

export type SignInSettingsParts = Parts<'clock'> & {
  /** Of the room of sessions, which stands above this one */
  deleteEndedSessions(parts: Parts<'clock'>, organizationKey: string, settings: SignInSettings): Promise<void>
}

/**
 * Stores settings that are allowed, in place of others. Sessions that have ended by those are deleted first: longer times
 * must not revive them.
 */
export async function storeSignInSettings(
  parts: SignInSettingsParts,
  principal: Principal,
  before: SignInSettings,
  after: SignInSettings,
): Promise<void> {
  const { organizationKey } = principal
  await parts.deleteEndedSessions(parts, organizationKey, before)
  await upsertSignInSettings(parts.db, organizationKey, after, toTimestamp(parts.clock.now()))
  await recordSettings(parts, principal, before, after)
}

/** The audit entry names what has changed, with its old and new values. */
function recordSettings(
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
    entity: { type: 'sign-in-settings', key: principal.organizationKey, name: 'Sign-in settings' },
    before: valuesOf(before),
    after: valuesOf(after),
  })
}
