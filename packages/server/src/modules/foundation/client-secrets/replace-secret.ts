import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Actor } from '../permissions/principal.ts'
import type { SecretHolder } from './client-kind.ts'
import { retireSecrets } from './client-secrets-repository.ts'
import { issueSecret } from './issue-secret.ts'
import { longestOverlapHours } from './longest-overlap-hours.ts'
import { secretExpiry } from './secret-expiry.ts'

/** @throws Problem overlap_invalid */
export function requireOverlap(overlapHours: number, least: number): void {
  if (Number.isInteger(overlapHours) && overlapHours >= least && overlapHours <= longestOverlapHours) return
  const detail = `The overlap must be a whole number of hours from ${least} to ${longestOverlapHours}.`
  throw new Problem('overlap_invalid', detail)
}

/**
 * A new secret in the place of those that there are, in the transaction that has locked the client. They end now, or
 * after the overlap.
 * @throws Problem secret_expiry_invalid
 */
export async function replaceSecret(
  parts: Parts<'clock' | 'vault'>,
  actor: Actor,
  holder: SecretHolder,
  {
    expiresOn,
    overlapHours,
    formerExpiresAt,
    countsAsUsed,
  }: {
    expiresOn: string | null | undefined
    overlapHours: number
    /** When the one in whose place it comes would have ended; null where there is none */
    formerExpiresAt: string | null
    countsAsUsed?: boolean
  },
): Promise<{ clientSecret: string; secretExpiresAt: string; formerSecretExpiresAt: string | null }> {
  const { db, clock } = parts
  const secretExpiresAt = secretExpiry(expiresOn, clock.now())
  const now = toTimestamp(clock.now())
  const until = toTimestamp(clock.now() + overlapHours * 3_600_000)
  await retireSecrets(db, holder, { until, now })
  const clientSecret = await issueSecret(parts, actor, holder, { expiresAt: secretExpiresAt, countsAsUsed })
  // As retireSecrets leaves it: an overlap lengthens nothing.
  const formerEnd = formerExpiresAt !== null && formerExpiresAt < until ? formerExpiresAt : until
  const isInOverlap = formerExpiresAt !== null && formerEnd > now
  return { clientSecret, secretExpiresAt, formerSecretExpiresAt: isInOverlap ? formerEnd : null }
}
