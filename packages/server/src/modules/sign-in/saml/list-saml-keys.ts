import { X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts'
import { selectSamlKeys } from './saml-repository.ts'

/** A key of the organization as SAML providers see it */
export interface SamlKey {
  key: string
  use: 'next' | 'current' | 'former'
  createdAt: string
  certificate: CertificateFacts
}

/** The organization's SAML keys, the newest first. None is made for it. */
export async function listSamlKeys({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<SamlKey[]> {
  const rows = await selectSamlKeys(db, organizationKey)
  return rows.map(({ key, state, created_at, certificate }) => ({
    key,
    use: state,
    createdAt: created_at,
    certificate: certificateFacts(new X509Certificate(Buffer.from(certificate, 'base64')), clock.now()),
  }))
}
