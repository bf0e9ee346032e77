import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectPreparation } from './user-identities-repository.ts'
import type { Preparation, UserIdentity } from './user-identity.ts'

/** How long a link with a user who existed before may wait for its first use: 30 days. */
const usableMilliseconds = 30 * 86_400_000

/** By whoever links a user who exists, it must be used soon: what the user may do by then can be much more. */
export const preparationOfLink = ({ clock }: Parts<'clock'>, { actor }: Principal): Preparation => ({
  by: { type: actor.type, key: actor.key },
  until: toTimestamp(clock.now() + usableMilliseconds),
})

/** By whoever creates the user: people who are brought over from elsewhere sign in when they like. */
export const preparationOfUser = ({ actor }: Principal): Preparation => ({
  by: { type: actor.type, key: actor.key },
  until: null,
})

/** Who has made a profile that was not used yet; undefined where nobody is known. */
export const getPreparation = (
  { db }: Parts,
  organizationKey: string,
  profile: Pick<UserIdentity, 'userKey' | 'identityProviderKey'>,
): Promise<Preparation | undefined> => selectPreparation(db, organizationKey, profile)
