import type { X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { type ConnectionStep, passed, skipped } from '../federation/connection-test.ts'
import { certificateFacts } from './certificate-facts.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import { describeProvider, type SamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'

/** Tries the metadata of a SAML provider, which are fetched anew, and its certificates. Nothing is stored. */
export async function testSamlConnection(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  provider: StoredIdentityProvider,
): Promise<ConnectionStep[]> {
  const credentials = skipped(
    'credentials',
    'A SAML provider knows nobody by a secret: people prove who they are there.',
  )
  try {
    const settings = readSamlSettings(provider.saml ?? [])
    const metadata =
      settings.metadataUrl === null ? null : await fetchMetadata(parts, organizationKey, settings.metadataUrl)
    const described = describeProvider(provider, settings, metadata)
    const discovery =
      metadata === null
        ? skipped('discovery', 'There is no metadata URL: the settings are used.')
        : passed('discovery', `The provider calls itself ${described.entityId}.`)
    return [discovery, keysStep(described, parts.clock.now()), credentials]
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error
    const failed: ConnectionStep = { step: 'discovery', outcome: 'failed', reason: error.kind, detail: error.message }
    return [failed, skipped('keys', 'Not tried, since a step before it failed.'), credentials]
  }
}

/** Expired certificates count: their keys do. Who administers the provider should know all the same. */
function keysStep({ certificates }: SamlProvider, now: number): ConnectionStep {
  return passed('keys', certificates.map((certificate) => wordsOf(certificate, now)).join(' '))
}

function wordsOf(certificate: X509Certificate, now: number): string {
  const { validTo, state } = certificateFacts(certificate, now)
  const day = validTo.slice(0, 10)
  if (state === 'ended') return `A certificate has expired on ${day}; its key counts until the provider has another.`
  const next = state === 'ends-soon' ? ', which is soon: ask the provider for the next one' : ''
  return `A certificate is valid until ${day}${next}.`
}
