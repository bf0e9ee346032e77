import { findAccount } from '../../../modules/directory/users/accounts.ts'
import { applicationLogoPath } from '../../../modules/relying-parties/my-applications/application-logo-path.ts'
import { askedOfApis } from '../relying-parties/asked-of-apis.ts'
import { isSignInScope } from '../relying-parties/resource-servers.ts'
import type { InteractionParts, ReadInteraction } from './read-interaction.ts'

const steps = { select_account: 'select_account', access: 'refused', consent: 'consent' } as const

/**
 * What the page asks a user who is signed in, or tells them: undefined where it asks who they are.
 * @throws Problem sign_in_expired
 */
export async function showDecision(parts: InteractionParts, { organization, interactions, exchange }: ReadInteraction) {
  const decision = await interactions.findDecision(exchange)
  if (!decision) return undefined
  const account = await findAccount(parts, organization.key, decision.userKey)
  const found = await parts.relyingPartyDirectory.find(organization.key, decision.clientId)
  return {
    step: steps[decision.prompt],
    organizationName: organization.name,
    account: { name: account?.name ?? null, email: account?.email ?? null },
    client: found ? { name: found.name, logoUrl: applicationLogoPath(found) } : null,
    ...(decision.prompt === 'consent' && {
      scopes: decision.scopes.filter(isSignInScope),
      apis: found ? await askedOfApis(parts, organization.key, found, decision) : [],
    }),
  }
}
