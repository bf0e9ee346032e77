import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import type { ProviderMetadata } from './read-provider-metadata.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { deleteSamlMetadata, selectDueSamlMetadata, selectSamlMetadata, upsertSamlMetadata } from './saml-repository.ts'

const hour = 3_600_000
/** Providers announce a new certificate days before they use it. */
const renewedAfter = 6 * hour
const triedAgainAfter = 600_000
/** Of one run of the worker */
const mostInRun = 50

/**
 * Fetches the metadata of a provider and keeps what they say. Where that fails, what was known stays, with the failure.
 * @throws SamlRefusal
 */
export async function renewMetadata(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  providerKey: string,
  url: string,
): Promise<ProviderMetadata> {
  const { db, clock } = parts
  const held = await selectSamlMetadata(db, organizationKey, providerKey)
  const known = held?.url === url ? held : undefined
  const now = clock.now()
  const row = { organization_key: organizationKey, identity_provider_key: providerKey, url }
  try {
    const metadata = await fetchMetadata(parts, organizationKey, url)
    const before: ProviderMetadata | undefined = known?.facts ? JSON.parse(known.facts) : undefined
    if (before && before.entityId !== metadata.entityId) {
      throw new SamlRefusal(`The metadata are now those of ${metadata.entityId}, not of ${before.entityId} any more.`)
    }
    await upsertSamlMetadata(db, {
      ...row,
      facts: JSON.stringify(metadata),
      read_at: toTimestamp(now),
      failure: null,
      failure_reason: null,
      due_at: toTimestamp(Math.min(now + renewedAfter, metadata.validUntil ?? Number.POSITIVE_INFINITY)),
    })
    return metadata
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error
    await upsertSamlMetadata(db, {
      ...row,
      facts: known?.facts ?? null,
      read_at: known?.read_at ?? null,
      failure: error.message,
      failure_reason: error.kind,
      due_at: toTimestamp(now + triedAgainAfter),
    })
    throw error
  }
}

/**
 * Renews what is due, of all organizations. A failure is kept with the metadata, for who looks at the provider.
 * @param signal ends it before the next provider
 */
export async function renewDueMetadata(parts: Parts<'clock'> & OutgoingParts, signal: AbortSignal): Promise<void> {
  const now = toTimestamp(parts.clock.now())
  const due = await selectDueSamlMetadata(parts.db, { now, longest: renewedAfter, limit: mostInRun })
  for (const { organization_key: organizationKey, identity_provider_key: key } of due) {
    signal.throwIfAborted()
    const { saml } = await getStoredIdentityProvider(parts, organizationKey, key)
    const { metadataUrl } = readSamlSettings(saml ?? [])
    if (metadataUrl === null) {
      await deleteSamlMetadata(parts.db, organizationKey, key)
      continue
    }
    await renewMetadata(parts, organizationKey, key, metadataUrl).catch((error: unknown) => {
      if (!(error instanceof SamlRefusal)) throw error
    })
  }
}
