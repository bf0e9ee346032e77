import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { type Passkey, selectPasskeys } from './passkeys-repository.ts'

/** The member's own passkeys, the oldest first. */
export async function listPasskeys({ db }: Parts, principal: Principal) {
  const { organizationKey, userKey } = requireMember(principal)
  return { results: (await selectPasskeys(db, organizationKey, userKey)).map(passkeyAnswer) }
}

/** Whether the user can sign in with a passkey. */
export const hasPasskey = async ({ db }: Parts, organizationKey: string, userKey: string): Promise<boolean> =>
  (await selectPasskeys(db, organizationKey, userKey)).length > 0

/** What is told of a passkey */
export const passkeyAnswer = ({ key, name, createdAt, lastUsedAt }: Passkey) => ({ key, name, createdAt, lastUsedAt })
