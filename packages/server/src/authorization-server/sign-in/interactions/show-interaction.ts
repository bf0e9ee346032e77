import { applicationLogoPath } from '../../../modules/relying-parties/my-applications/application-logo-path.ts'
import { listProvidersFor } from '../../../modules/sign-in/federation/list-providers-for.ts'
import { findSignInTarget } from '../external/find-sign-in-target.ts'
import type { InteractionParts, ReadInteraction } from './read-interaction.ts'

/**
 * What the sign-in page shows: the step at which the sign-in is, the ways to sign in, and why the last one has failed.
 * @throws Problem sign_in_expired
 */
export async function showInteraction(
  parts: InteractionParts,
  { organization, interactions, exchange }: ReadInteraction,
) {
  const { clientId, progress } = await interactions.read(exchange)
  const { email, next, problem, link } = progress
  const target = await findSignInTarget(parts, organization.key, clientId)
  const providers = await listProvidersFor(parts, organization.key, target)
  const external = providers.filter(({ isBuiltIn }) => !isBuiltIn)
  return {
    ...(next ?? { step: 'password' as const }),
    organizationName: organization.name,
    ...(email !== undefined && { email }),
    client: await shownClient(parts, organization.key, clientId),
    providers: external
      .filter(({ key }) => key !== link?.providerKey)
      .map(({ key, name, subtype }) => ({ key, name, subtype })),
    allowsPasswords: providers.length > external.length,
    asksEmailFirst: external.some(({ hasEmailDomains }) => hasEmailDomains),
    ...(problem && { problem }),
  }
}

/** Null for the portal, which is the product's own */
async function shownClient({ relyingPartyDirectory }: InteractionParts, organizationKey: string, clientId: string) {
  const found = await relyingPartyDirectory.find(organizationKey, clientId)
  return found ? { name: found.name, logoUrl: applicationLogoPath(found) } : null
}
