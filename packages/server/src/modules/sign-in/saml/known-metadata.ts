import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { SamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import type { ProviderMetadata } from './read-provider-metadata.ts'
import { renewMetadata } from './renew-metadata.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { selectSamlMetadata } from './saml-repository.ts'

/**
 * The metadata of a provider as they were last read. They are fetched where that has not happened yet.
 * @returns null where the settings name no address
 * @throws SamlRefusal where they could never be read
 */
export async function knownMetadata(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  providerKey: string,
  { metadataUrl }: Pick<SamlSettings, 'metadataUrl'>,
): Promise<ProviderMetadata | null> {
  if (metadataUrl === null) return null
  const row = await selectSamlMetadata(parts.db, organizationKey, providerKey)
  const isOf = row?.url === metadataUrl
  const metadata: ProviderMetadata | null = isOf && row.facts !== null ? JSON.parse(row.facts) : null
  if (metadata && (metadata.validUntil ?? Number.POSITIVE_INFINITY) > parts.clock.now()) return metadata
  // Not at each attempt of a stranger
  if (isOf && row.due_at > toTimestamp(parts.clock.now()))
    throw new SamlRefusal(row.failure ?? 'The metadata are missing.', 'unreachable')
  return renewMetadata(parts, organizationKey, providerKey, metadataUrl)
}
