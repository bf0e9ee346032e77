import { toTimestamp } from '../../../db/timestamp.ts'
import { attentionMilliseconds } from '../../foundation/client-secrets/secret-expiry.ts'
import { hasSecrets, type StoredRelyingParty } from './relying-party.ts'

export const relyingPartyStatuses = ['Inactive', 'Expired', 'NeedsAttention', 'Available'] as const

/** The first that applies: inactive, no secret that works, the newest one expires within 14 days. */
export function statusOf(
  {
    isActive,
    clientAuthentication,
    secretExpiresAt,
  }: Pick<StoredRelyingParty, 'isActive' | 'clientAuthentication'> & { secretExpiresAt: string | null },
  now: number,
): (typeof relyingPartyStatuses)[number] {
  if (!isActive) return 'Inactive'
  if (!hasSecrets(clientAuthentication)) return 'Available'
  if (secretExpiresAt === null || secretExpiresAt <= toTimestamp(now)) return 'Expired'
  return secretExpiresAt <= toTimestamp(now + attentionMilliseconds) ? 'NeedsAttention' : 'Available'
}
