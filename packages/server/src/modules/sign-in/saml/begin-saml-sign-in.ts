import { randomBytes } from 'node:crypto'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { packKey, unpackKey } from '../federation/pack-key.ts'
import type { PendingSamlSignIn } from '../federation/pending-external-sign-in.ts'
import { authnRequest } from './authn-request.ts'
import { samlAddresses, serviceProviderEntityId } from './saml-addresses.ts'
import { getSamlProvider } from './saml-provider.ts'
import { sendMessage } from './send-message.ts'

/** What comes back with a response: for which interaction and provider it is */
interface SamlRelayState {
  uid: string
  providerKey: string
  nonce: string
}

/**
 * The way to a provider: a request that only this server can have made for this interaction and this provider.
 * @param uid of the interaction
 * @param isAskedAnew whether the person proves who they are also where the provider knows them
 * @returns where the browser goes, and what the interaction remembers
 * @throws SamlRefusal where the provider's settings are not complete, or its metadata cannot be read
 */
export async function beginSamlSignIn(
  parts: Parts<'clock' | 'vault'> & OutgoingParts,
  organization: Pick<ReachedOrganization, 'key' | 'baseUrl'>,
  stored: StoredIdentityProvider,
  { uid, isAskedAnew = false }: { uid: string; isAskedAnew?: boolean },
): Promise<{ url: string; pending: PendingSamlSignIn }> {
  const provider = await getSamlProvider(parts, organization.key, stored)
  const state: SamlRelayState = { uid, providerKey: provider.key, nonce: randomBytes(9).toString('base64url') }
  const id = requestIdOf(parts, organization.key, state)
  const forceAuthentication = isAskedAnew || provider.settings.forceAuthentication
  const message = {
    id,
    destination: provider.singleSignOn.url,
    issuer: serviceProviderEntityId(organization, provider.settings),
    now: parts.clock.now(),
    assertionConsumerUrl: samlAddresses(organization).assertionConsumer,
  }
  const url = await sendMessage(parts, organization, {
    endpoint: provider.singleSignOn,
    parameter: 'SAMLRequest',
    name: 'AuthnRequest',
    xml: authnRequest(message, { ...provider.settings, forceAuthentication }),
    relayState: formatRelayState(state),
    isSigned: provider.settings.signRequests,
  })
  return { url, pending: { type: 'SAML', providerKey: provider.key, requestId: id } }
}

/**
 * The ID of the request of an interaction. It is a keyed hash: a response that carries it answers a request of this server,
 * for this interaction and this provider, before any of its XML is read.
 */
export const requestIdOf = (
  { vault }: { vault: Vault },
  organizationKey: string,
  { uid, providerKey, nonce }: SamlRelayState,
): string => `_${vault.hash('records', `saml request ${organizationKey} ${providerKey} ${uid} ${nonce}`)}`

/** SAML bindings, section 3.5.3: 80 bytes at most */
const formatRelayState = ({ uid, providerKey, nonce }: SamlRelayState): string =>
  [uid, packKey(providerKey), nonce].join('.')

/** Undefined for what is no such state */
export function readRelayState(text: string | undefined): SamlRelayState | undefined {
  const [, uid, packed, nonce] = /^([\w-]{1,43})\.([\w-]{22})\.([\w-]{12})$/.exec(text ?? '') ?? []
  if (uid === undefined || packed === undefined || nonce === undefined) return undefined
  return { uid, providerKey: unpackKey(packed), nonce }
}
