import { transaction } from '../../../db/transaction.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { findExternalProfile } from '../../directory/users/find-external-profile.ts'
import type { UserIdentity } from '../../directory/users/user-identity.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { actingUser } from '../credentials/acting-user.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ProvenUser } from '../sign-ins/next-sign-in-step.ts'
import { type ExternalPerson, type ExternalSignInParts, enterExternally, readIdentity } from './enter-externally.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { findPreparedFor, findUserToLink } from './find-user-to-link.ts'
import { needsProofOfPrepared } from './needs-proof-of-prepared.ts'
import { recordExternalFailure } from './record-external-failure.ts'
import type { SignInTarget } from './sign-in-target.ts'
import { emailTaken } from './user-refusals.ts'

/**
 * Links an identity with the user who has this e-mail, now that they have proven in the same interaction who they are.
 * @param proven by everything that a sign-in of this user takes
 * @throws Problem what signInExternally throws; external_email_taken where the user is another one than was asked for
 */
export async function linkExternally(
  parts: ExternalSignInParts,
  organizationKey: string,
  identity: ExternalIdentity,
  target: SignInTarget,
  proven: ProvenUser,
  source: RequestSource,
): Promise<ProvenUser> {
  return recordExternalFailure(parts, organizationKey, identity, source, () =>
    transaction(parts, async (parts) => {
      const person = await readIdentity(parts, organizationKey, identity, target, source)
      const { provider } = person
      const { known, found } = await findUserOf(parts, organizationKey, person)
      const isProven = found?.key === proven.key && credentialsStampOf(found) === proven.credentialsStamp
      if (!found || !isProven) throw emailTaken(provider.name, 'you have proven to be another user.')
      // Its time may be over.
      if (known) await needsProofOfPrepared(parts, organizationKey, provider.name, found, known)
      const user = await enterExternally(parts, organizationKey, found, person, known)
      const principal = actingUser(organizationKey, found, source)
      if (!known) await notifyOfSecurityChange(parts, principal, found, 'provider-linked')
      return user
    }),
  )
}

/** The user of an identity that is to be linked: by the profile, where it is stored already, or by the e-mail. */
export async function findUserOf(
  parts: ExternalSignInParts,
  organizationKey: string,
  { provider, profile }: ExternalPerson,
): Promise<{ known: UserIdentity | undefined; found: Account | undefined }> {
  const known =
    (await findExternalProfile(parts, organizationKey, profile)) ??
    (await findPreparedFor(parts, organizationKey, provider, profile))
  const found = known
    ? await lockAccount(parts, organizationKey, known.userKey)
    : (await findUserToLink(parts, organizationKey, provider, profile))?.account
  return { known, found }
}
