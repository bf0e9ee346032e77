import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import { requireVisibleUser } from '../../directory/users/require-user.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getPasswordTime } from '../credentials/get-password-time.ts'
import { listPreparedLinks } from '../federation/list-prepared-links.ts'
import { listUserFactors } from '../second-factors/list-user-factors.ts'

/**
 * What a user signs in with, besides external identity providers. No secret is in it.
 * @throws Problem user_not_found
 */
export async function getUserSignInMethods(parts: Parts<'clock'>, principal: Principal, key: string) {
  await requireVisibleUser(parts, principal, key)
  const { organizationKey } = principal
  const userKey = normalKey(key)
  const accounts = await listExternalAccounts(parts, organizationKey, userKey)
  return {
    passwordChangedAt: await getPasswordTime(parts, organizationKey, userKey),
    ...(await listUserFactors(parts, organizationKey, userKey)),
    preparedLinks: await listPreparedLinks(parts, organizationKey, accounts),
  }
}
