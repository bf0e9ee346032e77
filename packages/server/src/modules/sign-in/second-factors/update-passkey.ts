import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { selectPasskeys, updatePasskeyName } from './passkeys-repository.ts'

/**
 * Gives one of the member's own passkeys another name.
 * @throws Problem invalid_body, passkey_not_found
 */
export function updatePasskey(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: { name: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, userKey } = requireMember(principal)
    const name = requireName('name', request.name)
    const account = await lockOwnAccount(parts, principal)
    const passkeys = await selectPasskeys(parts.db, organizationKey, userKey)
    const passkey = passkeys.find((one) => one.key === normalKey(key))
    if (!passkey) throw passkeyNotFound(key)
    if (passkey.name === name) return
    await updatePasskeyName(parts.db, organizationKey, passkey, name)
    await recordChange(parts, principal, {
      action: 'passkey.updated',
      entity: userEntity(account),
      before: { name: passkey.name },
      after: { name },
    })
  })
}

/** For a key of which the member has no passkey */
export const passkeyNotFound = (key: string): Problem => new Problem('passkey_not_found', `You have no passkey ${key}.`)
