import type { Db } from '../../../db/transaction.ts'
import type { ClientJwks } from '../../foundation/client-keys/client-jwks.ts'
import type { KeyOrigin } from '../../foundation/client-keys/key-origins.ts'

/** The public keys that a client authenticates with, or the address at which it publishes them */
export interface StoredKeys {
  jwks: ClientJwks | null
  /** In the order of the keys; shorter where nothing was recorded */
  origins: KeyOrigin[]
  jwksUri: string | null
  fetchedAt: string | null
  failedAt: string | null
  failure: string | null
}

export async function selectKeys(db: Db, organizationKey: string, key: string): Promise<StoredKeys> {
  const row = await db
    .selectFrom('api_clients')
    .select(['jwks', 'jwks_origins', 'jwks_uri', 'jwks_fetched_at', 'jwks_failed_at', 'jwks_failure'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return {
    jwks: row?.jwks ? JSON.parse(row.jwks) : null,
    origins: row?.jwks_origins ? JSON.parse(row.jwks_origins) : [],
    jwksUri: row?.jwks_uri ?? null,
    fetchedAt: row?.jwks_fetched_at ?? null,
    failedAt: row?.jwks_failed_at ?? null,
    failure: row?.jwks_failure ?? null,
  }
}

/** How reading the keys at an address went, unless the client has another address by now. */
export async function updateKeyFetch(
  db: Db,
  organizationKey: string,
  { key, jwksUri }: { key: string; jwksUri: string },
  result: { jwks_fetched_at: string } | { jwks_failed_at: string; jwks_failure: string },
): Promise<void> {
  await db
    .updateTable('api_clients')
    .set(result)
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('jwks_uri', '=', jwksUri)
    .execute()
}
