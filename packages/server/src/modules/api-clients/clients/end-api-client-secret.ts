import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { endSecret } from '../../foundation/client-secrets/end-secrets.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'

/**
 * Ends one secret now, also the newest one. Tokens that were issued with it stay valid.
 * @throws Problem api_client_not_found, permission_missing, api_client_secret_not_found
 */
export const endApiClientSecret = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  secretKey: string,
): Promise<void> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    await requireAuthorityOverApiClient(parts, principal, row)
    const secret = await endSecret(parts, apiClientHolder(principal.organizationKey, row.key), secretKey)
    if (!secret) {
      const detail = `The API client ${row.name} has no secret ${secretKey} that works.`
      throw new Problem('api_client_secret_not_found', detail)
    }
    const updatedAt = toTimestamp(parts.clock.now())
    await updateApiClientRow(parts.db, principal.organizationKey, row.key, { updatedAt })
    const { lastFour, expiresAt } = secret
    return { result: undefined, change: { action: 'api-client.secret-ended', before: { lastFour, expiresAt } } }
  })
