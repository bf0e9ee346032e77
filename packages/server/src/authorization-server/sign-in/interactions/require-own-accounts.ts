import { listProvidersFor } from '../../../modules/sign-in/federation/list-providers-for.ts'
import { Problem } from '../../../problems/problem.ts'
import { findSignInTarget } from '../external/find-sign-in-target.ts'
import type { InteractionParts } from './read-interaction.ts'

/**
 * Requires that users may sign in there by what they have here: a password or a passkey.
 * @throws Problem external_provider_refused, where the client takes external providers alone
 */
export async function requireOwnAccounts(
  parts: InteractionParts,
  organizationKey: string,
  clientId: string,
): Promise<void> {
  const target = await findSignInTarget(parts, organizationKey, clientId)
  if (target.kind === 'portal') return
  const providers = await listProvidersFor(parts, organizationKey, target)
  if (providers.some(({ isBuiltIn }) => isBuiltIn)) return
  const words = 'This application takes neither passwords nor passkeys. Sign in with one of its identity providers.'
  throw new Problem('external_provider_refused', words)
}
