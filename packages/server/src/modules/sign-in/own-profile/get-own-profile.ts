import type { Parts } from '../../../db/parts.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { sessionEnded } from '../../members/sessions/session-ended.ts'
import { findProfileSources } from './find-profile-sources.ts'
import type { OwnProfile } from './own-profile-schemas.ts'

/**
 * The profile of the user who is signed in, and where it comes from.
 * @throws Problem member_required, session_ended where the user was deleted in between
 */
export async function getOwnProfile(parts: Parts, principal: Principal): Promise<OwnProfile> {
  const { organizationKey, userKey } = requireMember(principal)
  const account = await findAccount(parts, organizationKey, userKey)
  if (!account) throw sessionEnded()
  const { name, photoUrl, email, language } = account
  return { name, photoUrl, email, language, providedBy: await findProfileSources(parts, organizationKey, account) }
}
