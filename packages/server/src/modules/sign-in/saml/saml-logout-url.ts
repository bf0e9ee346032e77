import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { ProviderSession } from '../federation/external-identity.ts'
import { logoutRequest } from './logout-request.ts'
import { serviceProviderEntityId } from './saml-addresses.ts'
import { getSamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { sendMessage } from './send-message.ts'

type SamlSession = Extract<ProviderSession, { type: 'SAML' }>

export const returnUse = (organizationKey: string): string => `saml return ${organizationKey}`

/**
 * Where the browser of somebody who has signed out goes, for the provider to end its session too. From there it comes back
 * to `returnTo`.
 * @param returnTo an address that was checked
 * @returns null where the provider does not say how, or its settings are not complete
 */
export async function samlLogoutUrl(
  parts: Parts<'clock' | 'vault' | 'config'>,
  organization: ReachedOrganization,
  stored: StoredIdentityProvider,
  { session, returnTo }: { session: SamlSession; returnTo: string },
): Promise<string | null> {
  try {
    const { singleLogout, settings } = await getSamlProvider(parts, organization.key, stored)
    if (!singleLogout) return null
    const now = parts.clock.now()
    const message = {
      id: `_${newKey(now)}`,
      destination: singleLogout.url,
      issuer: serviceProviderEntityId(organization, settings),
      now,
    }
    return await sendMessage(parts, organization, {
      endpoint: singleLogout,
      parameter: 'SAMLRequest',
      name: 'LogoutRequest',
      xml: logoutRequest(message, session),
      relayState: parts.vault.encryptCookie(returnUse(organization.key), returnTo),
      isSigned: true,
    })
  } catch (error) {
    if (error instanceof SamlRefusal) return null
    throw error
  }
}
