import { keepLanguage } from '../../../modules/directory/users/accounts.ts'
import { hasTwoFactors } from '../../../modules/members/sign-in-settings/sign-in-rules.ts'
import type { ExternalIdentity } from '../../../modules/sign-in/federation/external-identity.ts'
import { linkExternally } from '../../../modules/sign-in/federation/link-externally.ts'
import type { SignInProof, SignInProvider } from '../../../modules/sign-in/federation/sign-in-proof.ts'
import {
  type NextStep,
  nextSignInStep,
  type Proven,
  type ProvenUser,
} from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { findSignInTarget } from '../external/find-sign-in-target.ts'
import { findSignInDemands } from '../relying-parties/find-sign-in-demands.ts'
import type { InteractionParts, ReadInteraction } from './read-interaction.ts'

/** What is known of a user whose first factor was right */
interface KnownUser {
  user: ProvenUser
  email: string | undefined
  proven: Proven
  provider: SignInProvider | null
  /** An account at a provider that is linked with the user once they have proven everything */
  link: ExternalIdentity | undefined
}

/** Completes the sign-in if what was proven is enough; otherwise the page asks for what comes next. */
export async function proceed(
  parts: InteractionParts,
  read: ReadInteraction,
  { link, ...known }: KnownUser,
  next: NextStep,
): Promise<NextStep | { redirectTo: string }> {
  const { user, proven: method, provider } = known
  const { organization, interactions, exchange } = read
  if (next.step === 'complete' && !hasTwoFactors(method)) {
    const demands = await findSignInDemands(parts, organization.key, (await interactions.read(exchange)).clientId)
    next = await nextSignInStep(parts, organization.key, user.key, method, demands)
  }
  if (next.step === 'complete') {
    return { redirectTo: await completeInteraction(parts, read, { user, link }, { method, provider }) }
  }
  await read.interactions.update(read.exchange, { ...known, next, ...(link && { link }) })
  return next
}

/**
 * The user has proven who they are. Where the sign-in began at a provider that proves their e-mail, its account is theirs
 * from now on.
 * @returns where the browser continues
 * @throws Problem sign_in_expired, and what linkExternally throws
 */
export async function completeInteraction(
  parts: InteractionParts,
  { organization, interactions, exchange, source, language }: ReadInteraction,
  { user, link }: { user: ProvenUser; link: ExternalIdentity | undefined },
  proof: SignInProof,
): Promise<string> {
  // Their mails are in the language of the page at which they have signed in.
  if (language) await keepLanguage(parts, organization.key, user.key, language)
  if (!link) return interactions.complete(exchange, user, proof)
  const { clientId } = await interactions.read(exchange)
  const target = await findSignInTarget(parts, organization.key, clientId)
  const linked = await linkExternally(parts, organization.key, link, target, user, source)
  const provider = { key: link.providerKey, session: link.session }
  return interactions.complete(exchange, linked, { ...proof, provider })
}
