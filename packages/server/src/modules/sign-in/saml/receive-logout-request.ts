import type { KeyObject } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { findExternalProfile } from '../../directory/users/find-external-profile.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { endSessionsAtProvider } from '../../members/sessions/end-sessions-at-provider.ts'
import { actingUser } from '../credentials/acting-user.ts'
import { decryptElement } from './decrypt-element.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { logoutResponse } from './logout-response.ts'
import { namespaces } from './namespaces.ts'
import { messageLimits, readMessage, timeOf } from './read-message.ts'
import { samlAddresses, serviceProviderEntityId } from './saml-addresses.ts'
import type { SamlProvider } from './saml-provider.ts'
import { demand } from './saml-refusal.ts'
import { insertSamlMessage, selectSubjectOfSamlName } from './saml-repository.ts'
import { sendMessage } from './send-message.ts'
import { getServiceProviderKeys } from './service-provider-keys.ts'
import { hashOfName } from './take-saml-identity.ts'
import { verifySignature } from './verify-signature.ts'
import { attributeOf, findChild, getChild, isNamed, textOf, type XmlElement } from './xml-element.ts'

interface ReceivedRequest {
  xml: string
  relayState: string | undefined
  /** Of a message by HTTP-Redirect, which is signed as an address. Undefined: the signature is in the message. */
  requireSignature?: (keys: readonly KeyObject[]) => void
  source: { address: string | null; traceId: string | null }
}

const { assertion: saml, signature: ds } = namespaces
const skew = 60_000
/** Where a request does not say when it ends */
const lifeMilliseconds = 300_000

/**
 * Ends the sessions that somebody whom a provider names began there (SAML core, section 3.7): here, and at the authorization
 * server with all applications. Only a signed request counts, once.
 * @returns where the browser goes, with the answer for the provider; null where the provider takes none
 * @throws SamlRefusal
 */
export async function receiveLogoutRequest(
  parts: Parts<'clock' | 'vault'> & OutgoingParts,
  organization: ReachedOrganization,
  { xml, relayState, requireSignature, source }: ReceivedRequest,
): Promise<string | null> {
  const request = readMessage(xml, 'LogoutRequest')
  const destination = attributeOf(request, 'Destination')
  demand(
    destination === samlAddresses(organization).singleLogout,
    'The request to sign out is meant for another address.',
  )
  const provider = await findSamlProvider(parts, organization.key, textOf(getChild(request, saml, 'Issuer')))
  demand(provider !== undefined, 'The request to sign out is of an unknown provider.')
  if (requireSignature) requireSignature(provider.keys)
  else verifySignature(request, getChild(request, ds, 'Signature'), provider.keys)
  const until = requireTime(request, parts.clock.now())
  const keys = await getServiceProviderKeys(parts, organization.key)
  const nameId = readName(
    request,
    keys.map(({ privateKey }) => privateKey),
  )
  const id = attributeOf(request, 'ID') ?? ''
  await endSessions(parts, organization.key, provider, { id, nameId, until, source })
  return answer(parts, organization, provider, id, relayState)
}

function requireTime(request: XmlElement, now: number): number {
  const issued = timeOf(request, 'IssueInstant') ?? Number.NaN
  const end = timeOf(request, 'NotOnOrAfter') ?? issued + lifeMilliseconds
  demand(issued <= now + skew && now < end + skew, 'The request to sign out is too old, or the clocks differ.')
  return end + skew
}

function readName(request: XmlElement, privateKeys: readonly KeyObject[]): string {
  const encrypted = findChild(request, saml, 'EncryptedID')
  const element = encrypted ? decryptElement(encrypted, privateKeys, messageLimits) : getChild(request, saml, 'NameID')
  demand(isNamed(element, saml, 'NameID'), 'The request to sign out names nobody.')
  return textOf(element)
}

interface Ending {
  id: string
  nameId: string
  until: number
  source: ReceivedRequest['source']
}

function endSessions(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  provider: SamlProvider,
  { id, nameId, until, source }: Ending,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, vault, clock } = parts
    const isNew = await insertSamlMessage(db, {
      organization_key: organizationKey,
      identity_provider_key: provider.key,
      message_hash: vault.hash('records', `saml logout ${id}`),
      request_hash: null,
      identity_encrypted: null,
      created_at: toTimestamp(clock.now()),
      expires_at: toTimestamp(until),
    })
    demand(isNew, 'The request to sign out has come before.')
    const named = await selectSubjectOfSamlName(db, organizationKey, provider.key, hashOfName({ vault }, nameId))
    const subject = named ?? nameId
    const profile = await findExternalProfile(parts, organizationKey, { providerKey: provider.key, subject })
    const account = profile && (await findAccount(parts, organizationKey, profile.userKey))
    // Whom nobody knows has no session here.
    if (account === undefined) return
    await endSessionsAtProvider(parts, organizationKey, account.key, provider.key)
    await recordChange(parts, actingUser(organizationKey, account, source), {
      action: 'user.sessions-ended',
      entity: userEntity(account),
      after: { identityProviderKey: provider.key },
    })
  })
}

async function answer(
  parts: Parts<'clock' | 'vault'>,
  organization: ReachedOrganization,
  { singleLogout, settings }: SamlProvider,
  requestId: string,
  relayState: string | undefined,
): Promise<string | null> {
  if (!singleLogout) return null
  const url = singleLogout.responseUrl ?? singleLogout.url
  const now = parts.clock.now()
  const message = {
    id: `_${newKey(now)}`,
    destination: url,
    issuer: serviceProviderEntityId(organization, settings),
    now,
  }
  return sendMessage(parts, organization, {
    endpoint: { binding: singleLogout.binding, url },
    parameter: 'SAMLResponse',
    name: 'LogoutResponse',
    xml: logoutResponse(message, requestId),
    relayState: relayState?.slice(0, 1_024),
    isSigned: true,
  })
}
