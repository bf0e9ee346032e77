import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import { type EndingCertificate, listEndingCertificates } from './list-ending-certificates.ts'
import { insertCertificateReminder } from './saml-repository.ts'

type ReminderParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

/**
 * Tells those who manage authentication of each certificate that ends within 30 days: once, by the one node that stores it
 * together with the mails. Nobody is told of one that has ended already; where there is no member to tell, the next run
 * looks again.
 * @param signal ends it before the next organization
 */
export async function remindOfCertificates(parts: ReminderParts, signal: AbortSignal): Promise<void> {
  for (const organization of await listOrganizations(parts)) {
    signal.throwIfAborted()
    const { baseUrl } = reachedOrganization(organization, parts.publicUrl())
    for (const ending of await listEndingCertificates(parts, organization.key)) {
      if (ending.certificate.state === 'ends-soon') await remind(parts, organization.key, ending, baseUrl)
    }
    // Requests that wait come first.
    await setImmediate()
  }
}

const remind = (
  parts: ReminderParts,
  organizationKey: string,
  { identityProvider, certificate }: EndingCertificate,
  baseUrl: string,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const permission = 'User and access management > Manage authentication'
    const managers = await listPermissionHolders(parts, organizationKey, permission)
    const { fingerprint, validTo: expiresAt } = certificate
    const row = { organization_key: organizationKey, fingerprint, expires_at: expiresAt }
    // False where members were told, or another node was first.
    if (managers.length === 0 || !(await insertCertificateReminder(parts.db, row))) return
    const link = `${baseUrl}/identity-providers${identityProvider === null ? '' : `/${identityProvider.key}`}`
    for (const { email, name, language } of managers) {
      await enqueueMail(parts, organizationKey, {
        kind: 'certificate-expiry',
        to: { address: email, name, language },
        values: { providerName: identityProvider?.name ?? null, expiresAt, link },
      })
    }
  })
