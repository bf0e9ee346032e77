import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createUsers } from './create-users.ts'
import type { UserRequest } from './user-additions.ts'

/**
 * Creates a user, or gives the existing user with this e-mail a profile at an identity provider. Sends no mail.
 * @throws Problem email_taken, identity_taken, user_incomplete, identity_provider_unknown, invalid_body,
 *   permission_missing
 */
export function createUser(
  parts: Parts<'clock'>,
  principal: Principal,
  request: UserRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const [creation] = await createUsers(parts, principal, [request])
    if (creation === undefined || creation.status === 'Error') throw creation?.problem
    return { key: creation.key }
  })
}
