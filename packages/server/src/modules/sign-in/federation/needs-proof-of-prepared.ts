import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { getPreparation } from '../../directory/users/preparation.ts'
import type { UserIdentity } from '../../directory/users/user-identity.ts'
import { accessOutside, controllingPart } from '../../foundation/permissions/authority.ts'
import type { Access } from '../../foundation/permissions/grants.ts'
import type { Actor } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { hasWayToSignIn } from './has-way-to-sign-in.ts'
import { emailTaken, userUnknown } from './user-refusals.ts'

/** What this wing asks of those that know who acts: what somebody may do at this moment. */
export interface MakerParts {
  accessOfActor(parts: Parts<'clock'>, organizationKey: string, actor: Pick<Actor, 'type' | 'key'>): Promise<Access>
}

/**
 * Judges a profile anew when it is used for the first time. Whoever made it knows the account, which may be their own: if
 * by now the user controls access that its maker does not, the maker would get it by signing in. Then the user proves who
 * they are as well. So they do where a user who existed was linked by somebody who could not link them any more, such as
 * one who has left since. Who was created with the profile goes on: they were nobody before.
 * @returns whether they have to
 * @throws Problem external_user_unknown where it was to be used earlier; external_email_taken where they could prove nothing
 */
export async function needsProofOfPrepared(
  parts: Parts<'clock'> & MakerParts,
  organizationKey: string,
  providerName: string,
  account: Account,
  profile: UserIdentity,
): Promise<boolean> {
  if (profile.firstLoginAt !== null) return false
  const prepared = await getPreparation(parts, organizationKey, profile)
  if (prepared?.until && prepared.until <= toTimestamp(parts.clock.now())) {
    throw userUnknown(providerName, `The link with a user could be used until ${prepared.until.slice(0, 10)}.`)
  }
  const held = prepared ? await parts.accessOfActor(parts, organizationKey, prepared.by) : new Map()
  const isMakerGone = Boolean(prepared?.until) && !held.has('User and access management > Manage users')
  const authority = controllingPart(await getUserAuthority(parts, organizationKey, [account.key]))
  if (!isMakerGone && accessOutside(authority, held).length === 0) return false
  if (await hasWayToSignIn(parts, organizationKey, account.key)) return true
  throw emailTaken(
    providerName,
    isMakerGone
      ? 'whoever has linked them may not manage users any more. Somebody who may has to link them again.'
      : 'whoever has linked them does not control all that the user controls by now. Somebody who does has to link them again.',
  )
}
