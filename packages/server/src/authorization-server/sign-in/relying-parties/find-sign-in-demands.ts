import type { RelyingPartyDirectory } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import type { SignInDemands } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'

/** What the client that has begun a sign-in wants of it; the portal wants what the organization does. */
export async function findSignInDemands(
  { relyingPartyDirectory }: { relyingPartyDirectory: RelyingPartyDirectory },
  organizationKey: string,
  clientId: string,
): Promise<SignInDemands> {
  const found = await relyingPartyDirectory.find(organizationKey, clientId)
  return { secondFactor: found?.requiresSecondFactor === true }
}
