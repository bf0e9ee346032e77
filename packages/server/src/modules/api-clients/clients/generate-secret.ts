import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { retireSecrets } from './api-client-secrets-repository.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { type Credentials, issueCredentials } from './issue-credentials.ts'
import { requireEveryPermissionOfApiClient } from './require-authority-over-api-client.ts'
import { secretExpiry } from './secret-expiry.ts'

const longestOverlapHours = 7 * 24

/**
 * The former secret expires now, or after the overlap. Tokens that were issued with it stay valid.
 * @throws Problem api_client_not_found, permission_missing, overlap_invalid, secret_expiry_invalid
 */
export const generateSecret = (
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
  { expiresOn, overlapHours = 0 }: { expiresOn?: string | null; overlapHours?: number },
): Promise<Credentials> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    await requireEveryPermissionOfApiClient(parts, principal, row)
    if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > longestOverlapHours) {
      const detail = `The overlap must be a whole number of hours from 0 to ${longestOverlapHours}.`
      throw new Problem('overlap_invalid', detail)
    }
    const secretExpiresAt = secretExpiry(expiresOn, clock.now())
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + overlapHours * 3_600_000)
    await retireSecrets(db, organizationKey, row.key, { until, now })
    const credentials = await issueCredentials(parts, organizationKey, row, secretExpiresAt)
    await updateApiClientRow(db, organizationKey, row.key, { updatedAt: now })
    const before = { secretExpiresAt: row.secretExpiresAt }
    return {
      result: credentials,
      change: { action: 'api-client.secret-generated', before, after: { secretExpiresAt, overlapHours } },
    }
  })
