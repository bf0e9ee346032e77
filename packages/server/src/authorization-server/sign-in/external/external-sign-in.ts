import { getStoredIdentityProvider } from '../../../modules/directory/identity-providers/get-identity-provider.ts'
import type { StoredIdentityProvider } from '../../../modules/directory/identity-providers/stored-identity-provider.ts'
import type { RequestSource } from '../../../modules/sign-in/credentials/request-source.ts'
import { beginOidcSignIn } from '../../../modules/sign-in/federation/begin-oidc-sign-in.ts'
import type { ExternalIdentity } from '../../../modules/sign-in/federation/external-identity.ts'
import { finishOidcSignIn } from '../../../modules/sign-in/federation/finish-oidc-sign-in.ts'
import { listProvidersFor } from '../../../modules/sign-in/federation/list-providers-for.ts'
import type { ProviderClientParts, ReachedAt } from '../../../modules/sign-in/federation/open-provider-client.ts'
import type { PendingExternalSignIn } from '../../../modules/sign-in/federation/pending-external-sign-in.ts'
import { ProviderFault } from '../../../modules/sign-in/federation/provider-fault.ts'
import { providerProblem } from '../../../modules/sign-in/federation/provider-problem.ts'
import { recordProviderFault } from '../../../modules/sign-in/federation/record-provider-fault.ts'
import type { SignInTarget } from '../../../modules/sign-in/federation/sign-in-target.ts'
import { beginSamlSignIn } from '../../../modules/sign-in/saml/begin-saml-sign-in.ts'
import { faultOfSamlRefusal } from '../../../modules/sign-in/saml/fault-of-saml-refusal.ts'
import { SamlRefusal } from '../../../modules/sign-in/saml/saml-refusal.ts'
import { takeSamlIdentity } from '../../../modules/sign-in/saml/take-saml-identity.ts'
import { Problem } from '../../../problems/problem.ts'
import type { InteractionParts } from '../interactions/read-interaction.ts'

/** Where the browser goes, and what the answer has to fit */
interface BegunSignIn {
  url: string
  pending: PendingExternalSignIn
}

export type ExternalParts = InteractionParts & ProviderClientParts

/**
 * Begins a sign-in at an external provider: also where it is to prove that an account at another provider is the user's.
 * @returns where the browser goes, and what the answer has to fit
 * @throws Problem external_provider_refused, external_provider_unavailable, external_sign_in_failed
 */
export async function beginExternalSignIn(
  parts: ExternalParts,
  organization: ReachedAt,
  target: SignInTarget,
  asked: { providerKey: string; uid: string; email: string | undefined; isProof: boolean },
): Promise<BegunSignIn> {
  const { providerKey, uid, email, isProof } = asked
  const usable = await listProvidersFor(parts, organization.key, target)
  const assigned = usable.find(({ key, isBuiltIn }) => key === providerKey && !isBuiltIn)
  if (!assigned) {
    throw new Problem(
      'external_provider_refused',
      'Nobody may sign in there through this provider. Choose another way.',
    )
  }
  const provider = await getStoredIdentityProvider(parts, organization.key, assigned.key)
  // The portal's users prove who they are each time, also where the provider knows them. So does whoever links accounts.
  const isAskedAnew = target.kind === 'portal' || isProof
  return withProviderFaults<BegunSignIn>(parts, provider, undefined, () =>
    provider.type === 'SAML'
      ? beginSamlSignIn(parts, organization, provider, { uid, isAskedAnew })
      : beginOidcSignIn(parts, organization, provider, { uid, email, isAskedAnew }),
  )
}

/**
 * Checks the answer of an external provider.
 * @throws Problem external_provider_unavailable, external_sign_in_failed, external_sign_in_denied
 */
export async function finishExternalSignIn(
  parts: ExternalParts,
  organization: ReachedAt,
  pending: PendingExternalSignIn,
  answer: URLSearchParams,
  source: RequestSource,
): Promise<ExternalIdentity> {
  const provider = await getStoredIdentityProvider(parts, organization.key, pending.providerKey)
  const tried = { organizationKey: organization.key, source }
  return withProviderFaults(parts, provider, tried, () =>
    pending.type === 'SAML'
      ? takeSamlIdentity(parts, organization.key, pending, answer.get('ticket') ?? '')
      : finishOidcSignIn(parts, organization, provider, pending, answerOf(pending, answer)),
  )
}

/** By this, what has come to the address of a provider says which one that is. */
export const answeredBy = 'answered_by'

/** @throws ProviderFault where it has come to the address of another provider: the code in it is that one's, and is kept from this one. */
function answerOf({ providerKey }: PendingExternalSignIn, given: URLSearchParams): URLSearchParams {
  const answer = new URLSearchParams(given)
  answer.delete(answeredBy)
  if (given.get(answeredBy) === providerKey) return answer
  throw new ProviderFault('not-valid', 'The answer came to the redirect URI of another provider.')
}

/** What is wrong with a provider goes into the log, and the person is told what to do. */
async function withProviderFaults<T>(
  parts: ExternalParts,
  provider: StoredIdentityProvider,
  tried: { organizationKey: string; source: RequestSource } | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const fault = error instanceof SamlRefusal ? faultOfSamlRefusal(error) : error
    if (!(fault instanceof ProviderFault)) throw error
    recordProviderFault(parts, provider, fault, tried)
    throw providerProblem(provider.name, fault)
  }
}
