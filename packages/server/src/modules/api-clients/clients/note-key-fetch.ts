import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { updateKeyFetch } from './api-client-keys-repository.ts'

/**
 * Notes how reading the keys of a client went, for those who manage it. A client gets its token also where this cannot be
 * stored.
 * @param failure why they could not be read; undefined where they were
 */
export async function noteKeyFetch(
  { db, clock, log }: Parts<'clock' | 'log'>,
  organizationKey: string,
  client: { key: string; jwksUri: string },
  failure?: string,
): Promise<void> {
  const now = toTimestamp(clock.now())
  const result = failure === undefined ? { jwks_fetched_at: now } : { jwks_failed_at: now, jwks_failure: failure }
  await updateKeyFetch(db, organizationKey, client, result).catch((err: unknown) =>
    log.warn({ err, apiClient: client.key }, 'how reading the keys of an API client went could not be stored'),
  )
}
