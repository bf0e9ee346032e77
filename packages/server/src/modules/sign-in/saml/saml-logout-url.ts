import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import type { ProviderSession } from '../federation/external-identity.ts'
import { logoutRequest } from './logout-request.ts'
import { serviceProviderEntityId } from './saml-addresses.ts'
import { getSamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { sendMessage } from './send-message.ts'

type SamlSession = Extract<ProviderSession, { type: 'SAML' }>

/**
 * The ID of a request to sign out. It is a keyed hash: a response that names it answers a request of this server to this
 * provider, before any of its XML is read.
 */
export const logoutRequestId = ({ vault }: { vault: Vault }, organizationKey: string, state: string): string =>
  `_${vault.hash('records', `saml logout request ${organizationKey} ${state}`)}`

/** How a browser gets to a provider's single logout */
interface SamlSignOut {
  url: string
  /** Of the provider, where the message goes */
  endpoint: string
  metadataUrl: string | null
}

/**
 * Where the browser of somebody who has signed out goes, for the provider to end its session too.
 * @param state comes back with the provider's answer
 * @returns undefined where the provider does not say how, or its settings are not complete
 */
export async function samlLogoutUrl(
  parts: Parts<'clock' | 'vault'> & OutgoingParts,
  organization: ReachedOrganization,
  stored: StoredIdentityProvider,
  { session, state }: { session: SamlSession; state: string },
): Promise<SamlSignOut | undefined> {
  try {
    const provider = await getSamlProvider(parts, organization.key, stored)
    const { singleLogout, settings } = provider
    if (!singleLogout) return undefined
    const message = {
      id: logoutRequestId(parts, organization.key, state),
      destination: singleLogout.url,
      issuer: serviceProviderEntityId(organization, settings),
      now: parts.clock.now(),
    }
    const url = await sendMessage(parts, organization, {
      endpoint: singleLogout,
      parameter: 'SAMLRequest',
      name: 'LogoutRequest',
      xml: logoutRequest(message, session),
      relayState: state,
      isSigned: true,
    })
    return { url, endpoint: singleLogout.url, metadataUrl: settings.metadataUrl }
  } catch (error) {
    if (error instanceof SamlRefusal) return undefined
    throw error
  }
}
