import { isDeepStrictEqual } from 'node:util'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getSignInSettings } from './get-sign-in-settings.ts'
import { defaultSignInSettings } from './sign-in-settings.ts'
import { type SignInSettingsParts, storeSignInSettings } from './store-sign-in-settings.ts'

/** Sets the defaults, for the operator of a server on which nobody satisfies the settings any more. */
export function resetSignInSettings(parts: SignInSettingsParts, principal: Principal): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockOrganizationRow(parts.db, organizationKey)
    const before = await getSignInSettings(parts, organizationKey)
    if (isDeepStrictEqual(before, defaultSignInSettings)) return
    await storeSignInSettings(parts, principal, before, defaultSignInSettings)
  })
}
