import { X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts'
import type { ProviderMetadata } from './read-provider-metadata.ts'
import type { SamlRefusalKind } from './saml-refusal.ts'
import { selectSamlMetadata } from './saml-repository.ts'

interface SamlStatus {
  certificates: CertificateFacts[]
  /** Null where the settings name no address of metadata */
  metadata: {
    url: string
    readAt: string | null
    failure: string | null
    failureReason: SamlRefusalKind | null
  } | null
}

/**
 * The certificates that count of a SAML provider, and how its metadata were last fetched. Nothing is fetched for it. Other
 * providers have neither.
 * @throws Problem identity_provider_not_found
 */
export async function getSamlStatus(
  parts: Parts<'clock'>,
  organizationKey: string,
  providerKey: string,
): Promise<SamlStatus> {
  const { saml } = await getStoredIdentityProvider(parts, organizationKey, providerKey)
  const { metadataUrl: url, certificate } = readSamlSettings(saml ?? [])
  const row = url === null ? undefined : await selectSamlMetadata(parts.db, organizationKey, providerKey)
  const known = row?.url === url ? row : undefined
  const facts: ProviderMetadata | null = known?.facts ? JSON.parse(known.facts) : null
  // As describeProvider() chooses: the settings win.
  const certificates = certificate ?? facts?.certificates.map((pem) => new X509Certificate(pem)) ?? []
  return {
    certificates: certificates.map((each) => certificateFacts(each, parts.clock.now())),
    metadata:
      url === null
        ? null
        : {
            url,
            readAt: known?.read_at ?? null,
            failure: known?.failure ?? null,
            failureReason: known?.failure_reason ?? null,
          },
  }
}
