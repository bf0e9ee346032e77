import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ApiClientRow } from './api-client.ts'
import { retireSecrets } from './api-client-secrets-repository.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { issueCredentials, type RenewedCredentials } from './issue-credentials.ts'
import { secretExpiry } from './secret-expiry.ts'

/** 7 days */
export const longestOverlapHours = 168

/**
 * A new secret in the place of the one that there is, in the transaction that has locked the client.
 * @throws Problem secret_expiry_invalid
 */
export async function replaceSecret(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  row: ApiClientRow,
  {
    expiresOn,
    overlapHours,
    formerExpiresAt,
    mayBeLost,
  }: {
    expiresOn?: string | null | undefined
    overlapHours: number
    /** When the one in whose place it comes would have ended */
    formerExpiresAt: string
    mayBeLost: boolean
  },
): Promise<{ credentials: RenewedCredentials; change: Omit<AuditedChange, 'entity'> }> {
  const { db, clock } = parts
  const { organizationKey } = principal
  const secretExpiresAt = secretExpiry(expiresOn, clock.now())
  const now = toTimestamp(clock.now())
  const until = toTimestamp(clock.now() + overlapHours * 3_600_000)
  await retireSecrets(db, organizationKey, row.key, { until, now })
  const credentials = await issueCredentials(parts, principal, row, secretExpiresAt, { mayBeLost })
  await updateApiClientRow(db, organizationKey, row.key, { updatedAt: now })
  // As retireSecrets leaves it: an overlap lengthens nothing.
  const formerEnd = formerExpiresAt < until ? formerExpiresAt : until
  const before = { secretExpiresAt: row.secretExpiresAt }
  return {
    credentials: { ...credentials, formerSecretExpiresAt: formerEnd > now ? formerEnd : null },
    change: { action: 'api-client.secret-generated', before, after: { secretExpiresAt, overlapHours } },
  }
}
