import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'
import { defaultSignInSettings } from './sign-in-settings.ts'
import { upsertSignInSettings } from './sign-in-settings-repository.ts'
import { recordSettings } from './update-sign-in-settings.ts'

/** Sets the defaults, for the operator of a server on which nobody satisfies the settings any more. */
export function resetSignInSettings(parts: Parts<'clock'>, principal: Principal): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockOrganizationRow(parts.db, organizationKey)
    const before = await getSignInSettings(parts, organizationKey)
    if (isDeepStrictEqual(before, defaultSignInSettings)) return
    await deleteEndedSessions(parts, organizationKey, before)
    await upsertSignInSettings(parts.db, organizationKey, defaultSignInSettings, toTimestamp(parts.clock.now()))
    await recordSettings(parts, principal, before, defaultSignInSettings)
  })
}
