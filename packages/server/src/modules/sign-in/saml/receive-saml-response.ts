import { randomBytes } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import type { ExternalIdentity } from '../federation/external-identity.ts'
import { readRelayState, requestIdOf } from './begin-saml-sign-in.ts'
import { checkResponse } from './check-response.ts'
import { decodePostMessage } from './decode-post-message.ts'
import { identityOfAssertion } from './identity-of-assertion.ts'
import { samlAddresses, serviceProviderEntityId } from './saml-addresses.ts'
import { getSamlProvider } from './saml-provider.ts'
import { demand } from './saml-refusal.ts'
import { insertSamlMessage } from './saml-repository.ts'
import { getServiceProviderKeys } from './service-provider-keys.ts'

/** What is kept of an answer until its interaction takes it */
export interface SamlAnswer {
  identity: ExternalIdentity
  ticket: string
}

/** For so long the browser may take to come back to the interaction. */
export const answerMilliseconds = 300_000

/**
 * Takes the answer of a provider to a request of this server, and keeps what it proves for the interaction in which the
 * request was made. Anybody can send something here: what is no answer to such a request is refused by one hash, before
 * its XML is read.
 *
 * The browser that brings the answer may be another one than that in which the sign-in began: whoever has begun one can have
 * somebody else follow the request to the provider. So only the browser that has brought it is told by which ticket the
 * interaction takes it, and the other one does not become that person.
 * @returns the interaction, and the ticket
 * @throws SamlRefusal
 * @throws Problem identity_provider_not_found
 */
export async function receiveSamlResponse(
  parts: Parts<'clock' | 'vault'> & OutgoingParts,
  organization: ReachedOrganization,
  { message, relayState }: { message: string; relayState: string | undefined },
): Promise<{ uid: string; ticket: string }> {
  const state = readRelayState(relayState)
  demand(state !== undefined, 'The response does not come from a sign-in that began here (RelayState).')
  const requestId = requestIdOf(parts, organization.key, state)
  const xml = decodePostMessage(message)
  demand(xml.includes(requestId), 'The response does not answer the request of this sign-in (InResponseTo).')

  const stored = await getStoredIdentityProvider(parts, organization.key, state.providerKey)
  const provider = await getSamlProvider(parts, organization.key, stored)
  const keys = await getServiceProviderKeys(parts, organization.key)
  const now = parts.clock.now()
  const assertion = checkResponse(xml, {
    issuer: provider.entityId,
    keys: provider.keys,
    audience: serviceProviderEntityId(organization, provider.settings),
    recipient: samlAddresses(organization).assertionConsumer,
    requestId,
    now,
    privateKeys: keys.map(({ privateKey }) => privateKey),
    requiresSignedAssertion: provider.settings.requireSignedAssertion,
    requiresEncryptedAssertion: provider.settings.requireEncryptedAssertion,
  })
  const identity = identityOfAssertion(assertion, provider)
  const ticket = randomBytes(32).toString('base64url')
  const answer: SamlAnswer = { identity, ticket }
  const row = {
    organization_key: organization.key,
    identity_provider_key: provider.key,
    message_hash: parts.vault.hash('records', `saml assertion ${assertion.id}`),
  }
  const isNew = await insertSamlMessage(parts.db, {
    ...row,
    request_hash: hashOfRequest(parts, requestId),
    identity_encrypted: parts.vault.encrypt('saml_messages.identity_encrypted', row, JSON.stringify(answer)),
    created_at: toTimestamp(now),
    expires_at: toTimestamp(Math.max(assertion.endsAt, now + answerMilliseconds)),
  })
  demand(isNew, 'The assertion has come before, or its request was answered already: each counts once.')
  return { uid: state.uid, ticket }
}

/** What the answer to a request is found by */
export const hashOfRequest = ({ vault }: Pick<Parts<'vault'>, 'vault'>, requestId: string): string =>
  vault.hash('records', `saml answer ${requestId}`)
