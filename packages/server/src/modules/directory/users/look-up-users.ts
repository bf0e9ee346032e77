import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { findUsersByEmail } from './find-users-by-email.ts'
import type { UserLookup, UserLookupRequest } from './managed-users-schemas.ts'

/** The users with these e-mails. One whom the caller does not see counts as none. */
export async function lookUpUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  { emails }: Static<typeof UserLookupRequest>,
): Promise<Static<typeof UserLookup>> {
  const find = await findUsersByEmail(parts, principal, emails)
  return {
    results: emails.map((email) => {
      const user = find(email)
      return {
        email,
        user: user ? { key: user.key, name: user.name, email: user.email, status: user.status } : null,
      }
    }),
  }
}
