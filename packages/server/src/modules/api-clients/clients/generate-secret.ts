import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeApiClient } from './change-api-client.ts'
import type { RenewedCredentials } from './issue-credentials.ts'
import { longestOverlapHours, replaceSecret } from './replace-secret.ts'
import { requireEveryPermissionOfApiClient } from './require-authority-over-api-client.ts'

/**
 * The former secret expires now, or after the overlap. Tokens that were issued with it stay valid.
 * @throws Problem api_client_not_found, permission_missing, overlap_invalid, secret_expiry_invalid
 */
export const generateSecret = (
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
  { expiresOn, overlapHours = 0 }: { expiresOn?: string | null; overlapHours?: number },
): Promise<RenewedCredentials> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    await requireEveryPermissionOfApiClient(parts, principal, row)
    if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > longestOverlapHours) {
      const detail = `The overlap must be a whole number of hours from 0 to ${longestOverlapHours}.`
      throw new Problem('overlap_invalid', detail)
    }
    const { credentials, change } = await replaceSecret(parts, principal, row, {
      expiresOn,
      overlapHours,
      formerExpiresAt: row.secretExpiresAt,
      mayBeLost: false,
    })
    return { result: credentials, change }
  })
