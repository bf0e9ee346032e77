import type { KeyObject } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { providerOfState } from '../federation/sign-out-state.ts'
import { namespaces, statusSuccess } from './namespaces.ts'
import { readMessage, timeOf } from './read-message.ts'
import { samlAddresses } from './saml-addresses.ts'
import { logoutRequestId } from './saml-logout-url.ts'
import { getSamlProvider } from './saml-provider.ts'
import { demand } from './saml-refusal.ts'
import { verifySignature } from './verify-signature.ts'
import { attributeOf, getChild, textOf } from './xml-element.ts'

interface ReceivedResponse {
  xml: string
  relayState: string | undefined
  /** Of a message by HTTP-Redirect, which is signed as an address. Undefined: the signature is in the message. */
  requireSignature?: (keys: readonly KeyObject[]) => void
}

const { protocol, assertion: saml, signature: ds } = namespaces
const skew = 60_000
/** For so long the provider may take, with a page of its own and other applications to ask */
const lifeMilliseconds = 900_000

/**
 * Checks that a provider has ended its session, as it was asked to (SAML core, section 3.7.3.2). Nothing here hangs on it:
 * the person was signed out here before they were sent there.
 * @throws SamlRefusal where the response does not come from the provider, answers no request of this server for this browser's
 *   state, or says that the session goes on
 * @throws Problem identity_provider_not_found
 */
export async function checkLogoutResponse(
  parts: Parts<'clock' | 'vault'> & OutgoingParts,
  organization: ReachedOrganization,
  { xml, relayState = '', requireSignature }: ReceivedResponse,
): Promise<void> {
  const providerKey = providerOfState(relayState)
  demand(providerKey !== undefined, 'The response does not come from a sign-out that began here (RelayState).')
  const requestId = logoutRequestId(parts, organization.key, relayState)
  demand(xml.includes(requestId), 'The response does not answer the request of this sign-out (InResponseTo).')
  const response = readMessage(xml, 'LogoutResponse')
  demand(attributeOf(response, 'InResponseTo') === requestId, 'The response answers another request.')
  const destination = attributeOf(response, 'Destination')
  demand(destination === samlAddresses(organization).singleLogout, 'The response is meant for another address.')
  const stored = await getStoredIdentityProvider(parts, organization.key, providerKey)
  const provider = await getSamlProvider(parts, organization.key, stored)
  const issuer = textOf(getChild(response, saml, 'Issuer'))
  demand(issuer === provider.entityId, 'The response is of another provider.')
  if (requireSignature) requireSignature(provider.keys)
  else verifySignature(response, getChild(response, ds, 'Signature'), provider.keys)
  const issued = timeOf(response, 'IssueInstant') ?? Number.NaN
  const now = parts.clock.now()
  demand(issued <= now + skew && now < issued + lifeMilliseconds, 'The response is too old, or the clocks differ.')
  const code = attributeOf(getChild(getChild(response, protocol, 'Status'), protocol, 'StatusCode'), 'Value') ?? ''
  demand(code === statusSuccess, `The provider has not ended the session: ${code.slice(0, 200)}.`)
}
