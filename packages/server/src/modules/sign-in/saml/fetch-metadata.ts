import type { Parts } from '../../../db/parts.ts'
import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { type ProviderMetadata, readProviderMetadata } from './read-provider-metadata.ts'
import { SamlRefusal } from './saml-refusal.ts'

/**
 * What is at an address, as the metadata of a provider
 * @throws SamlRefusal
 */
export async function fetchMetadata(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  url: string,
): Promise<ProviderMetadata> {
  try {
    const { status, body } = await fetchOutgoing(parts, organizationKey, url, {
      headers: { accept: 'application/samlmetadata+xml, application/xml' },
    })
    if (status !== 200)
      throw new SamlRefusal(`The address of the metadata answers with the status ${status}.`, 'unreachable')
    return readProviderMetadata(decodeUtf8(body), parts.clock.now())
  } catch (error) {
    if (error instanceof OutgoingFailure)
      throw new SamlRefusal(`The metadata cannot be fetched. ${error.message}`, 'unreachable')
    throw error
  }
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new SamlRefusal('The metadata are not in UTF-8.')
  }
}
