import type { X509Certificate } from 'node:crypto'

/** What people should know of a certificate of a provider */
export interface CertificateFacts {
  subject: string
  /** SHA-256 of the certificate, as providers show it */
  fingerprint: string
  validFrom: string
  validTo: string
  state: 'valid' | 'ends-soon' | 'ended'
}

/** Providers tell of their next certificate some weeks before. */
const soon = 30 * 86_400_000

/** The key of a certificate that has ended counts all the same: who administers the provider should know. */
export function certificateFacts(certificate: X509Certificate, now: number): CertificateFacts {
  const { subject, fingerprint256, validFromDate, validToDate } = certificate
  const left = validToDate.getTime() - now
  return {
    subject: subject ?? '',
    fingerprint: fingerprint256,
    validFrom: validFromDate.toISOString(),
    validTo: validToDate.toISOString(),
    state: left < 0 ? 'ended' : left < soon ? 'ends-soon' : 'valid',
  }
}
