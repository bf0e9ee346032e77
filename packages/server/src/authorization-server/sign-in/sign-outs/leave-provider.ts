import type { ReachedOrganization } from '../../../modules/foundation/organizations/organization-directory.ts'
import type { SignInProvider } from '../../../modules/sign-in/federation/sign-in-proof.ts'
import { newSignOutState } from '../../../modules/sign-in/federation/sign-out-state.ts'
import {
  type ProviderSignOutParts,
  providerSignOutUrl,
} from '../../../modules/sign-in/provider-sign-outs/provider-sign-out-url.ts'
import type { Leaving } from '../sign-in-options.ts'
import { rememberSignOut } from './pending-sign-out.ts'

const pendingMilliseconds = 900_000
/** A cookie holds no more than 4 kB. */
const longestTarget = 2_500

/**
 * Sends somebody who has signed out on by their external provider, so that it ends its session too.
 * @returns where the browser goes, and the cookies that let it come back; null where it goes to the target at once: there is
 *   no such provider, it does not say how, or does not answer
 */
export async function leaveProvider(
  parts: ProviderSignOutParts,
  organization: ReachedOrganization,
  { provider, target, cookies }: Leaving,
): Promise<{ url: string; cookies: string[] } | null> {
  if (provider === null || target.length > longestTarget) return null
  const state = newSignOutState(provider.key)
  try {
    const url = await providerSignOutUrl(parts, organization, provider as SignInProvider, state)
    if (url === null) return null
    const pending = { state, target, until: parts.clock.now() + pendingMilliseconds }
    return { url, cookies: rememberSignOut(parts.vault, organization, pending, cookies) }
  } catch (err) {
    // They are signed out already.
    parts.log.warn({ err, provider: provider.key }, 'the session at a provider was not ended')
    return null
  }
}
