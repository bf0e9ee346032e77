import { transaction } from '../../../db/transaction.ts'
import { findExternalProfile } from '../../directory/users/find-external-profile.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { type ExternalSignInParts, enterExternally, readIdentity } from './enter-externally.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { findUserOf } from './link-externally.ts'
import { recordExternalFailure } from './record-external-failure.ts'
import { type ExternalSignIn, signedIn } from './sign-in-externally.ts'
import type { SignInTarget } from './sign-in-target.ts'
import { emailTaken } from './user-refusals.ts'

/**
 * By an account at one provider, a user proves that an account at another one is theirs, which `linkExternally` links once
 * everything is proven that a sign-in takes. Only an account by which they have signed in before proves anything: nobody is
 * created or linked by it. Both providers must be usable there.
 * @param link the identity that is to be linked
 * @throws Problem external_provider_refused, external_user_inactive, external_subject_invalid; external_email_taken where
 *   it is the account of another user, or of nobody
 */
export function proveExternally(
  parts: ExternalSignInParts,
  organizationKey: string,
  { link, identity }: { link: ExternalIdentity; identity: ExternalIdentity },
  target: SignInTarget,
  source: RequestSource,
): Promise<ExternalSignIn> {
  return recordExternalFailure(parts, organizationKey, identity, source, () =>
    transaction(parts, async (parts) => {
      const asked = await readIdentity(parts, organizationKey, link, target, source)
      const { found } = await findUserOf(parts, organizationKey, asked)
      const person = await readIdentity(parts, organizationKey, identity, target, source)
      const known = await findExternalProfile(parts, organizationKey, person.profile)
      const isProof = known !== undefined && known.firstLoginAt !== null && link.providerKey !== identity.providerKey
      if (!found || !isProof || known.userKey !== found.key) {
        throw emailTaken(
          asked.provider.name,
          `your account at ${person.provider.name} belongs to another user, or to none.`,
        )
      }
      return signedIn(await enterExternally(parts, organizationKey, found, person, known), person)
    }),
  )
}
