import { X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { SamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts'
import { readProviderMetadata } from './read-provider-metadata.ts'
import { SamlRefusal } from './saml-refusal.ts'

interface MetadataAsSettings {
  samlConfiguration: { configName: string; configValue: string }[]
  certificates: CertificateFacts[]
}

/**
 * The settings that the metadata of a provider stand for, given as text where there is no address to fetch them from.
 * Nothing is stored.
 * @throws Problem saml_metadata_invalid
 */
export function readMetadataAsSettings({ clock }: Parts<'clock'>, text: string): MetadataAsSettings {
  const { entityId, certificates, ...endpoints } = read(text, clock.now())
  const [singleSignOn] = endpoints.singleSignOn
  const [singleLogout] = endpoints.singleLogout
  const settings: Partial<Record<keyof SamlSettings, string>> = {
    entityId,
    singleSignOnUrl: singleSignOn.url,
    singleSignOnBinding: singleSignOn.binding,
    ...(singleLogout && { singleLogoutUrl: singleLogout.url, singleLogoutBinding: singleLogout.binding }),
    ...(singleLogout?.responseUrl && { singleLogoutResponseUrl: singleLogout.responseUrl }),
    certificate: certificates.join('\n'),
  }
  return {
    samlConfiguration: Object.entries(settings).map(([configName, configValue]) => ({ configName, configValue })),
    certificates: certificates.map((pem) => certificateFacts(new X509Certificate(pem), clock.now())),
  }
}

function read(text: string, now: number) {
  try {
    return readProviderMetadata(text, now)
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error
    throw new Problem(
      'saml_metadata_invalid',
      `The field metadata is not the metadata of one SAML provider. ${error.message}`,
    )
  }
}
