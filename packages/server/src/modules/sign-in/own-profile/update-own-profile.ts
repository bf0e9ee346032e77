import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { keepLanguage } from '../../directory/users/accounts.ts'
import { requirePhotoUrl } from '../../directory/users/require-photo-url.ts'
import { updateProfile } from '../../directory/users/update-profile.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { lockOwnAccount } from '../credentials/lock-own-account.ts'
import { findProfileSources } from './find-profile-sources.ts'
import type { OwnProfilePatch } from './own-profile-schemas.ts'

/**
 * Changes the name, the photo and the language of the user who is signed in, and of nobody else. None decides what anybody may do. What an
 * identity provider gives at each sign-in is changed there.
 * @throws Problem invalid_body, profile_provided, member_required, session_ended
 */
export function updateOwnProfile(parts: Parts<'clock'>, principal: Principal, request: OwnProfilePatch): Promise<void> {
  const { organizationKey } = requireMember(principal)
  const name = requireName('name', request.name)
  const photoUrl = requirePhotoUrl(request.photoUrl)
  return transaction(parts, async (parts) => {
    const account = await lockOwnAccount(parts, principal)
    const after = {
      name: name ?? account.name,
      photoUrl: request.photoUrl === undefined ? account.photoUrl : photoUrl,
    }
    const providedBy = await findProfileSources(parts, organizationKey, account)
    for (const field of ['name', 'photoUrl'] as const) {
      const source = providedBy[field]
      if (source === null || after[field] === account[field]) continue
      const how = `The field ${field} comes from ${source.name} at each sign-in there. Change it there.`
      throw new Problem('profile_provided', how)
    }
    await updateProfile(parts, principal, account, after)
    if (request.language) await keepLanguage(parts, organizationKey, account.key, request.language)
  })
}
