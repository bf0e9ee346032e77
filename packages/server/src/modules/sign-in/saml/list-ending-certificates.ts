import { X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { readSamlProviders } from '../../directory/identity-providers/read-saml-providers.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts'
import { selectSamlKeys } from './saml-repository.ts'

export interface EndingCertificate {
  /** Null for the organization's own key */
  identityProvider: { key: string; name: string } | null
  certificate: CertificateFacts
}

/**
 * The certificates that end within 30 days, or have ended, and that somebody has to replace here: those in the settings of
 * SAML providers, and that of the organization's key that signs. Of a provider with several, the one that ends last counts.
 * Those of metadata that are fetched are not among them: the provider replaces them by itself.
 */
export async function listEndingCertificates(
  parts: Parts<'clock'>,
  organizationKey: string,
): Promise<EndingCertificate[]> {
  const ending: EndingCertificate[] = []
  const add = (identityProvider: EndingCertificate['identityProvider'], certificates: X509Certificate[]): void => {
    const last = certificates.toSorted((a, b) => b.validToDate.getTime() - a.validToDate.getTime())[0]
    if (!last) return
    const certificate = certificateFacts(last, parts.clock.now())
    if (certificate.state !== 'valid') ending.push({ identityProvider, certificate })
  }
  let isKeyUsed = false
  for await (const { key, name, saml } of readSamlProviders(parts, organizationKey)) {
    isKeyUsed = true
    add({ key, name }, readSamlSettings(saml ?? []).certificate ?? [])
  }
  const keys = await selectSamlKeys(parts.db, organizationKey)
  const current = keys.filter(({ state }) => state === 'current')
  // Where no provider is left, nobody uses the key.
  if (isKeyUsed) {
    const certificates = current.map(({ certificate }) => new X509Certificate(Buffer.from(certificate, 'base64')))
    add(null, certificates)
  }
  return ending.sort((a, b) => (a.certificate.validTo < b.certificate.validTo ? -1 : 1))
}
