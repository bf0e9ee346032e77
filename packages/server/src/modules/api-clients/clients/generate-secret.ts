import type { Parts } from '../../../db/parts.ts'
import { requireOverlap } from '../../foundation/client-secrets/replace-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeApiClient } from './change-api-client.ts'
import type { RenewedCredentials } from './credentials.ts'
import { replaceApiClientSecret } from './replace-api-client-secret.ts'
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
    requireOverlap(overlapHours, 0)
    return replaceApiClientSecret(parts, principal, row, {
      expiresOn,
      overlapHours,
      formerExpiresAt: row.secretExpiresAt,
      countsAsUsed: true,
    })
  })
