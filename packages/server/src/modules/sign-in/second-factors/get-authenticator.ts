import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { decryptRecoveryCodes } from './authenticator-secret.ts'
import { selectAuthenticator } from './authenticators-repository.ts'

/** The state of the member's own authenticator app; it is not confirmed where they have none. */
export async function getAuthenticator({ db, vault }: Parts<'vault'>, principal: Principal) {
  const { organizationKey, userKey } = requireMember(principal)
  const found = await selectAuthenticator(db, organizationKey, userKey)
  return {
    isConfirmed: typeof found?.confirmedAt === 'string',
    confirmedAt: found?.confirmedAt ?? null,
    recoveryCodesLeft: found
      ? decryptRecoveryCodes(vault, { organizationKey, userKey }, found.recoveryCodesEncrypted).length
      : 0,
  }
}

/** Whether signing in with a password takes a code as well. */
export async function hasAuthenticator({ db }: Parts, organizationKey: string, userKey: string): Promise<boolean> {
  const authenticator = await selectAuthenticator(db, organizationKey, userKey)
  return typeof authenticator?.confirmedAt === 'string'
}
