import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import { replaceSecret } from '../../foundation/client-secrets/replace-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ApiClientRow } from './api-client.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import type { RenewedCredentials } from './credentials.ts'

/**
 * A new secret in the place of the one that there is, in the transaction that has locked the client.
 * @throws Problem secret_expiry_invalid
 */
export async function replaceApiClientSecret(
  parts: Parts<'clock' | 'vault'>,
  { organizationKey, actor }: Principal,
  { key, clientId, secretExpiresAt: before }: ApiClientRow,
  choices: Parameters<typeof replaceSecret>[3],
): Promise<{ result: RenewedCredentials; change: Omit<AuditedChange, 'entity'> }> {
  const secret = await replaceSecret(parts, actor, apiClientHolder(organizationKey, key), choices)
  await updateApiClientRow(parts.db, organizationKey, key, { updatedAt: toTimestamp(parts.clock.now()) })
  const { secretExpiresAt } = secret
  const after = { secretExpiresAt, overlapHours: choices.overlapHours }
  return {
    result: { key, clientId, ...secret },
    change: { action: 'api-client.secret-generated', before: { secretExpiresAt: before }, after },
  }
}
