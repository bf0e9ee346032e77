import type {
  KnownRelyingParty,
  RelyingPartyDirectory,
} from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import type { SignInTarget } from '../../../modules/sign-in/federation/sign-in-target.ts'
import { signInExpired } from '../interactions/interactions.ts'
import { portalClientId } from '../sign-in-options.ts'

/**
 * Where a sign-in leads to, by the client that has begun it.
 * @throws Problem sign_in_expired, where the client was deleted meanwhile
 */
export async function findSignInTarget(
  { relyingPartyDirectory }: { relyingPartyDirectory: RelyingPartyDirectory },
  organizationKey: string,
  clientId: string,
): Promise<SignInTarget> {
  if (clientId === portalClientId) return { kind: 'portal' }
  const found = await relyingPartyDirectory.find(organizationKey, clientId)
  if (!found) throw signInExpired()
  return signInTargetOf(found)
}

export const signInTargetOf = ({ key, environmentKey, identityProviderKeys }: KnownRelyingParty): SignInTarget => ({
  kind: 'relying-party',
  key,
  environmentKey,
  identityProviderKeys,
})
